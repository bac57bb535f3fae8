#pragma once

namespace jumelle {

/// Ends the program with the broken promise and its place: the programmer's mistake, never the user's.
[[noreturn]] void contract_broken(char const* condition, char const* file, int line) noexcept;

} // namespace jumelle

/// Checks a precondition in debug and test builds (`JUMELLE_CONTRACTS`); costs nothing in release builds.
#if defined(JUMELLE_CONTRACTS)
#define JUMELLE_EXPECTS(condition)                                                                           \
    ((condition) ? static_cast<void>(0) : ::jumelle::contract_broken(#condition, __FILE__, __LINE__))
#else
#define JUMELLE_EXPECTS(condition) static_cast<void>(0)
#endif
