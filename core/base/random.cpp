#include "core/base/random.hpp"

#include <cmath>
#include <numbers>

namespace jumelle {

namespace {

// Multipliers and Weyl constants of Philox4x32 (Salmon et al. 2011, table 2 and section 3.2).
constexpr std::uint64_t multiplier_0 = 0xD2511F53;
constexpr std::uint64_t multiplier_1 = 0xCD9E8D57;
constexpr std::uint32_t weyl_0 = 0x9E3779B9;
constexpr std::uint32_t weyl_1 = 0xBB67AE85;
constexpr int rounds = 10;
constexpr unsigned word_bits = 32;

std::uint32_t high(std::uint64_t x) {
    return static_cast<std::uint32_t>(x >> word_bits);
}
std::uint32_t low(std::uint64_t x) {
    return static_cast<std::uint32_t>(x);
}

double to_unit(std::uint64_t bits) {
    constexpr int unused_bits = 11; // a double has 53 bits of significand
    constexpr double spacing = 0x1.0p-53;
    return static_cast<double>(bits >> unused_bits) * spacing;
}

std::uint64_t joined(std::uint32_t upper, std::uint32_t lower) {
    return (static_cast<std::uint64_t>(upper) << word_bits) | lower;
}

} // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < rounds; ++round) {
        std::uint64_t const product_0 = multiplier_0 * counter[0];
        std::uint64_t const product_1 = multiplier_1 * counter[2];
        counter = {high(product_1) ^ counter[1] ^ key[0], low(product_1),
                   high(product_0) ^ counter[3] ^ key[1], low(product_0)};
        key = {key[0] + weyl_0, key[1] + weyl_1};
    }
    return counter;
}

std::array<std::uint32_t, 4> RandomStream::block(std::uint64_t position) const {
    return philox4x32({low(position), high(position), low(stream_), high(stream_)},
                      {low(seed_), high(seed_)});
}

std::uint64_t RandomStream::bits(std::uint64_t position) const {
    auto const words = block(position);
    return joined(words[0], words[1]);
}

double RandomStream::uniform(std::uint64_t position) const {
    return to_unit(bits(position));
}

double RandomStream::uniform(std::uint64_t position, double from, double to) const {
    double const value = from + (to - from) * uniform(position);
    // Rounding may reach the upper end, which is not part of the range.
    return value < to ? value : std::nextafter(to, from);
}

double RandomStream::normal(std::uint64_t position) const {
    auto const words = block(position);
    double const radius_uniform =
        1.0 - to_unit(joined(words[0], words[1])); // in (0, 1]: the logarithm is finite
    double const angle_uniform = to_unit(joined(words[2], words[3]));
    return std::sqrt(-2.0 * std::log(radius_uniform)) * std::cos(2.0 * std::numbers::pi * angle_uniform);
}

} // namespace jumelle
