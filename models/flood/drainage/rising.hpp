#pragma once

#include <cstddef>
#include <vector>

namespace jumelle::flood {

/// What a depth means in a channel or a vessel whose width T is straight between given depths. For a pipe T
/// is a width, A an area and I the pressure integral; for a vessel T is a plan area, A a volume.
///
///     A(h) = ∫₀ʰ T dh',   I(h) = ∫₀ʰ A dh'
///
/// All are exact for the given widths, and `depth` is the exact inverse of `area`, so still water stays
/// still.
class Rising {
  public:
    struct At {
        double width = 0.0, area = 0.0, integral = 0.0;
    };
    /// The last width goes on upward for ever.
    /// @pre depths rise from 0; widths >= 0, and never two zeros in a row; the last is above 0
    Rising(std::vector<double> depth_m, std::vector<double> width);

    At at(double depth_m) const;
    double area(double depth_m) const { return at(depth_m).area; }
    /// @pre area >= 0
    double depth(double area) const;

    std::vector<double> const& depths() const { return depth_; }
    At at_point(std::size_t point) const { return {width_[point], area_[point], integral_[point]}; }
    /// Point at or below a depth.
    std::size_t point_below(double depth_m) const;

  private:
    double slope(std::size_t point) const;

    std::vector<double> depth_, width_, area_, integral_;
};

} // namespace jumelle::flood
