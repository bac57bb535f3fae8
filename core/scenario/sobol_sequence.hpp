#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace jumelle {

/// Sobol' points in [0, 1)^dimensions: the first 2^k of them lie evenly in every dimension and every pair of
/// dimensions. A random digital shift (the bits of each dimension flipped as the seed says) makes the design
/// free of bias and of the point 0.
///
///     x_d(i) = shift_d ⊕ (⊕ over the bits b of i: v_d,b)
///
/// A point is a function of (seed, i): any part of a design can be made alone.
/// Source: Sobol' 1967, USSR Comput. Math. Math. Phys. 7, 86-112; direction numbers of Joe & Kuo 2008, SIAM
/// J. Sci. Comput. 30, 2635-2654 (their set new-joe-kuo-6); shift: L'Ecuyer & Lemieux 2002, section 5.
class SobolSequence {
  public:
    static constexpr std::size_t most_dimensions = 40;
    static constexpr unsigned bits = 32;

    /// @pre 1 <= dimensions <= most_dimensions
    SobolSequence(std::size_t dimensions, std::uint64_t seed);

    /// Coordinate in (0, 1): the middle of a cell of width 2^-32. @pre dimension < dimensions, point < 2^32
    double at(std::uint64_t point, std::size_t dimension) const;

  private:
    struct Dimension {
        std::array<std::uint32_t, bits> direction{};
        std::uint32_t shift = 0;
    };
    std::vector<Dimension> dimensions_;
};

} // namespace jumelle
