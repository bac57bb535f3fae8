#pragma once

#include "core/base/state_archive.hpp"
#include "core/territory/structures.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// Levels of the water on the two sides of a dike.
struct SideLevels {
    double high_m = 0.0, low_m = 0.0;
};

/// How wide and deep a breach is. It begins at its time, or when the higher water passes its level.
///
/// linear:   width = w₀ + (w − w₀) τ,  level = crest + (bottom − crest) τ,  τ = (t − t₀) / duration
/// erosion:  the level falls so at the width w₀; then, with ΔH the difference of levels over the bottom,
///
///     B grows by f₁ g^(1/2) ΔH^(3/2) / u_c · log₁₀((1 + f₂ g t₂ / u_c) / (1 + f₂ g t₁ / u_c))
///
/// from t₁ to t₂, f₁ = 1.3, f₂ = 0.04 with t in hours: the formula is not one of dimensions.
/// Source: Verheij & van der Knaap 2002, Modification breach growth model in HIS-OM, WL | Delft Hydraulics
/// Q3299, in the form that lets ΔH change; hours and factors as Delft3D FM has them (t_dambreak.f90).
///
/// froehlich: linear, to the mean width w = 0.27 k V^0.32 h^0.04 in the time 63.2 (V / (g h²))^(1/2), V the
/// water above the bottom, h the height of crest over bottom, k = 1.3 where water flows over the crest,
/// else 1. The factors are those that other public programs take from the paper, which itself is not public.
/// Source: Froehlich 2008, J. Hydraul. Eng. 134, 1708-1721. His breach has sloping banks; here they
/// are upright.
class BreachGrowth {
  public:
    /// @param crest_m of the dike before it breaks
    BreachGrowth(DikeBreach const& breach, double crest_m);

    void update(StepTimes const& times, SideLevels const& levels);
    bool has_begun() const { return begin_s_ < unlimited; }
    double width_m() const { return width_m_; }
    double level_m() const { return level_m_; }
    void archive_state(StateArchive& archive) {
        archive("begin", begin_s_);
        archive("width", width_m_);
        archive("level", level_m_);
    }

  private:
    double widening_m(double from_s, double to_s, SideLevels const& levels) const;

    DikeBreach breach_;
    double crest_m_;
    double begin_s_ = unlimited, width_m_ = 0.0, level_m_;
};

} // namespace jumelle::flood
