#include "core/base/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace jumelle {

void contract_broken(char const* condition, char const* file, int line) noexcept {
    std::fprintf(stderr, "jumelle: contract broken at %s:%d: %s\n", file, line, condition);
    std::abort();
}

} // namespace jumelle
