#include "core/scenario/sobol_sequence.hpp"

#include "core/base/contract.hpp"
#include "core/base/random.hpp"

namespace jumelle {

namespace {

/// Stream of the random numbers of digital shifts; designs use others (uncertainty.cpp).
constexpr std::uint64_t shift_stream = 0x50B01;
constexpr std::size_t highest_degree = 8;

/// A primitive polynomial x^degree + … + 1 over the field of two elements, its inner coefficients as bits,
/// and the first direction numbers of its dimension.
struct Primitive {
    unsigned degree;
    std::uint32_t inner;
    std::array<std::uint32_t, highest_degree> first;
};

/// Dimensions 2 to 40 of the set new-joe-kuo-6; the first dimension is that of van der Corput.
constexpr std::array<Primitive, SobolSequence::most_dimensions - 1> primitives = {{
    {1, 0, {1}},
    {2, 1, {1, 3}},
    {3, 1, {1, 3, 1}},
    {3, 2, {1, 1, 1}},
    {4, 1, {1, 1, 3, 3}},
    {4, 4, {1, 3, 5, 13}},
    {5, 2, {1, 1, 5, 5, 17}},
    {5, 4, {1, 1, 5, 5, 5}},
    {5, 7, {1, 1, 7, 11, 19}},
    {5, 11, {1, 1, 5, 1, 1}},
    {5, 13, {1, 1, 1, 3, 11}},
    {5, 14, {1, 3, 5, 5, 31}},
    {6, 1, {1, 3, 3, 9, 7, 49}},
    {6, 13, {1, 1, 1, 15, 21, 21}},
    {6, 16, {1, 3, 1, 13, 27, 49}},
    {6, 19, {1, 1, 1, 15, 7, 5}},
    {6, 22, {1, 3, 1, 15, 13, 25}},
    {6, 25, {1, 1, 5, 5, 19, 61}},
    {7, 1, {1, 3, 7, 11, 23, 15, 103}},
    {7, 4, {1, 3, 7, 13, 13, 15, 69}},
    {7, 7, {1, 1, 3, 13, 7, 35, 63}},
    {7, 8, {1, 3, 5, 9, 1, 25, 53}},
    {7, 14, {1, 3, 1, 13, 9, 35, 107}},
    {7, 19, {1, 3, 1, 5, 27, 61, 31}},
    {7, 21, {1, 1, 5, 11, 19, 41, 61}},
    {7, 28, {1, 3, 5, 3, 3, 13, 69}},
    {7, 31, {1, 1, 7, 13, 1, 19, 1}},
    {7, 32, {1, 3, 7, 5, 13, 19, 59}},
    {7, 37, {1, 1, 3, 9, 25, 29, 41}},
    {7, 41, {1, 3, 5, 13, 23, 1, 55}},
    {7, 42, {1, 3, 7, 3, 13, 59, 17}},
    {7, 50, {1, 3, 1, 3, 5, 53, 69}},
    {7, 55, {1, 1, 5, 5, 23, 33, 13}},
    {7, 56, {1, 1, 7, 7, 1, 61, 123}},
    {7, 59, {1, 1, 7, 9, 13, 61, 49}},
    {7, 62, {1, 3, 3, 5, 3, 55, 33}},
    {8, 14, {1, 3, 1, 15, 31, 13, 49, 245}},
    {8, 21, {1, 3, 5, 15, 31, 59, 63, 97}},
    {8, 22, {1, 3, 1, 11, 11, 11, 77, 249}},
}};

std::array<std::uint32_t, SobolSequence::bits> van_der_corput() {
    std::array<std::uint32_t, SobolSequence::bits> direction{};
    for (unsigned b = 0; b < SobolSequence::bits; ++b) direction[b] = 1U << (SobolSequence::bits - 1 - b);
    return direction;
}

/// v_k = v_{k−s} ⊕ (v_{k−s} >> s) ⊕ Σ a_j v_{k−j}: Joe & Kuo 2008, equation 2.
std::array<std::uint32_t, SobolSequence::bits> directions_of(Primitive const& primitive) {
    std::array<std::uint32_t, SobolSequence::bits> v{};
    unsigned const s = primitive.degree;
    for (unsigned k = 0; k < SobolSequence::bits; ++k) {
        if (k < s) {
            v[k] = primitive.first[k] << (SobolSequence::bits - 1 - k);
            continue;
        }
        v[k] = v[k - s] ^ (v[k - s] >> s);
        for (unsigned j = 1; j < s; ++j)
            if (((primitive.inner >> (s - 1 - j)) & 1U) != 0) v[k] ^= v[k - j];
    }
    return v;
}

} // namespace

SobolSequence::SobolSequence(std::size_t dimensions, std::uint64_t seed) : dimensions_(dimensions) {
    JUMELLE_EXPECTS(dimensions >= 1 && dimensions <= most_dimensions);
    RandomStream const random(seed, shift_stream);
    for (std::size_t d = 0; d < dimensions; ++d) {
        dimensions_[d].direction = d == 0 ? van_der_corput() : directions_of(primitives[d - 1]);
        dimensions_[d].shift = static_cast<std::uint32_t>(random.bits(d));
    }
}

double SobolSequence::at(std::uint64_t point, std::size_t dimension) const {
    JUMELLE_EXPECTS(dimension < dimensions_.size() && (point >> bits) == 0);
    Dimension const& axis = dimensions_[dimension];
    std::uint32_t x = axis.shift;
    for (unsigned b = 0; point != 0; ++b, point >>= 1U)
        if ((point & 1U) != 0) x ^= axis.direction[b];
    constexpr double spacing = 0x1.0p-32;
    return (static_cast<double>(x) + 0.5) * spacing;
}

} // namespace jumelle
