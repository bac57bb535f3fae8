#pragma once

#include <array>
#include <limits>

#include "models/heat/kernels/felt_row.hpp"
#include "models/heat/kernels/pet.hpp"
#include "models/heat/surfaces.hpp"

namespace jumelle::heat {

/// Heat stress begins above these values of UTCI [°C]: moderate, strong, very strong, extreme.
/// Source: Bröde et al. 2012, table "UTCI assessment scale".
inline constexpr std::array<double, 4> utci_thresholds_c{26.0, 32.0, 38.0, 46.0};
/// Degree-hours are counted above these.
inline constexpr std::array<double, 2> degree_thresholds_c{26.0, 32.0};

/// What people and surfaces share during a step.
struct PeopleStep {
    double length_s = 0.0;
    View2D<float const> lit;
    std::vector<Air> const* streets = nullptr; ///< air of the blocks; null: that of the weather
};

/// What somebody feels who stands outdoors at a cell, and what is kept of it over the run. Cells with
/// buildings and outside the territory have no value (NaN).
class People {
  public:
    /// Keeps references. @pre the city has looked around before the first step
    People(City const& city, Surfaces const& surfaces, Blocks const& blocks,
           HeatParameters const& parameters);

    /// Tells from the city's sky views how much sky a vertical plane sees.
    void look_around();
    /// Of this rank's rows, where ranks share them.
    void step(SkyState const& sky, PeopleStep const& step);
    void forget();

    float radiant_c(Index row, Index column) const { return outdoors(radiant_c_, row, column); }
    float utci_c(Index row, Index column) const { return outdoors(utci_c_, row, column); }
    /// Whether the last UTCI lies where its polynomial was fitted.
    double share_outside_range() const { return outside_share_; }
    /// NaN before the first step.
    float largest_radiant_c(Index row, Index column) const {
        return told(outdoors(largest_radiant_c_, row, column));
    }
    float largest_utci_c(Index row, Index column) const {
        return told(outdoors(largest_utci_c_, row, column));
    }
    /// Mean over the run.
    double mean_utci_c(Index row, Index column) const;
    /// Gives back the memory of what is felt now: nothing is stepped after it.
    void release();
    /// What is felt now and was kept since the start. @pre where it is put back: `look_around` was called
    void archive_state(StateArchive& archive);
    /// Where ranks share the rows: puts together all that `archive_state` passes.
    void gather_state();
    /// Time above a threshold [s].
    float above_s(std::size_t threshold, Index row, Index column) const {
        return outdoors(above_s_[threshold], row, column);
    }
    /// Excess over a threshold, times its duration [K s].
    float degree_s(std::size_t threshold, Index row, Index column) const {
        return outdoors(degree_s_[threshold], row, column);
    }

  private:
    static float told(float largest) {
        return largest > lowest_felt_c ? largest : std::numeric_limits<float>::quiet_NaN();
    }
    /// Cells with buildings are worked through with their neighbours; what stands there means nothing.
    float outdoors(Array2D<float> const& array, Index row, Index column) const {
        return is_outdoors(row, column) ? array(row, column) : std::numeric_limits<float>::quiet_NaN();
    }
    bool is_outdoors(Index row, Index column) const {
        return city_.is_inside(row, column) && !city_.is_building(row, column);
    }
    /// Cells of a row that stand side by side inside the territory.
    std::vector<RowRange> stretches_of(Index row) const;
    /// Curves of the columns of a row of blocks, the first at 0.
    void curves(SkyState const& sky, PeopleStep const& step, Index block_row, RowRange columns,
                UtciCurves& made) const;
    FeltRow cells(PeopleStep const& step, Index row, RowRange columns);
    void feel_block_row(SkyState const& sky, PeopleStep const& step, Index block_row,
                        std::vector<double>& outside);
    /// @param curves of the columns of its row of blocks, `utci_lanes` by `utci_lanes`
    double feel(FeltSky const& sky, PeopleStep const& step, std::vector<UtciCurves> const& curves, Index row);
    void keep(double length_s, Index row, RowRange columns);

    City const& city_;
    Surfaces const& surfaces_;
    Blocks const& blocks_;
    Grid const grid_;
    HeatParameters const& parameters_;
    std::vector<std::vector<RowRange>> stretches_; ///< of each row
    std::vector<float> nothing_;                   ///< a row of zeros
    std::array<double, material_count> emissivity_of_{};
    Array2D<float> side_sky_, side_open_; ///< of a vertical plane, without and with crowns [0 … ½]
    Array2D<float> radiant_c_, utci_c_, largest_radiant_c_, largest_utci_c_;
    Array2D<float> utci_sum_; ///< UTCI × time [°C s]
    std::array<Array2D<float>, utci_thresholds_c.size()> above_s_;
    std::array<Array2D<float>, degree_thresholds_c.size()> degree_s_;
    double outside_share_ = 0.0, kept_s_ = 0.0;
};

} // namespace jumelle::heat
