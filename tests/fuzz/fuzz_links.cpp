#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    jumelle::fuzz::links(std::string(reinterpret_cast<char const*>(data), size));
    return 0;
}
