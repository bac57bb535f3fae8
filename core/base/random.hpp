#pragma once

#include <array>
#include <cstdint>

namespace jumelle {

/// Ten rounds of Philox4x32 on a counter and a key: four random words, a pure function of its inputs.
/// Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// Random numbers that are a function of (seed, stream, position): the same for any thread, shard or machine,
/// in any order of asking.
class RandomStream {
  public:
    RandomStream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

    std::uint64_t bits(std::uint64_t position) const;
    /// Uniform in [0, 1), a multiple of 2^-53.
    double uniform(std::uint64_t position) const;
    /// Uniform in [low, high); `low` where both are the same. @pre low <= high
    double uniform(std::uint64_t position, double low, double high) const;
    /// Standard normal by Box & Muller 1958, Ann. Math. Statist. 29, 610.
    double normal(std::uint64_t position) const;

  private:
    std::array<std::uint32_t, 4> block(std::uint64_t position) const;
    std::uint64_t seed_;
    std::uint64_t stream_;
};

} // namespace jumelle
