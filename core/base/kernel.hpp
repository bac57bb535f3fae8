#pragma once

/// Put before a non-template kernel function: g++ compiles it for plain x86-64, AVX2 and AVX-512 and the
/// program picks at start. With the flags of `jumelle_kernel_files` all three give the same bits. What the
/// kernel calls must be `JUMELLE_INLINE` (or a plain inlinable function of the same file) to be compiled
/// along. Sanitizers cannot run the resolver, and other compilers or processors get the plain version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(JUMELLE_SANITIZED)
#define JUMELLE_KERNEL __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define JUMELLE_KERNEL
#endif

/// A formula that must be compiled into the kernel that uses it.
#define JUMELLE_INLINE [[gnu::always_inline]] inline

/// Put before a loop: its iterations do not touch each other's data, so the compiler may vectorise it without
/// checking at run time whether arrays overlap.
#if defined(__clang__)
#define JUMELLE_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define JUMELLE_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace jumelle {

/// Asks the processor to bring what lies between two addresses into the second cache while it calculates: its
/// own guesses end with each page. Not into the first: few lines can be on their way there at a time, and
/// calculations wait while they are. Nothing else changes.
template <class T>
JUMELLE_INLINE void fetch_soon(T const* begin, T const* end) {
    constexpr long line_bytes = 64;
    constexpr int for_reading = 0, second_cache = 2;
    for (T const* at = begin; at < end; at += line_bytes / static_cast<long>(sizeof(T))) {
        __builtin_prefetch(at, for_reading, second_cache);
    }
}

} // namespace jumelle
