#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "bench/cases/case_error.hpp"
#include "bench/cases/gauges.hpp"

namespace jumelle::cases {

/// Eddy viscosity of the flumes: 1.5 u* h. The factor was chosen on the isolated building and is used for all
/// of them; it lies between mixing across a straight flume (0.15) and spreading along the flow (5.93).
/// Source of both: Fischer, List, Koh, Imberger & Brooks 1979, Mixing in Inland and Coastal Waters,
/// chapter 5.
inline constexpr flood::EddyViscosity flume_viscosity{0.0, 1.5, 0.0};

/// Highest ground that the water reached near a place.
struct RunUp {
    double x_m = 0.0, y_m = 0.0, lowest_observed_m = 0.0, highest_observed_m = 0.0, computed_m = 0.0;
};

struct MonaiResult {
    /// ch5, ch7, ch9 over 8–33 s. Where the computed depth at a gauge is below `dry_gauge_m` the gauge reads
    /// what it reads in the flume when dry: its mean from 27 to 30 s.
    std::vector<GaugeFit> gauges;
    /// The same with the raster's bed as the level of a dry gauge; the flume's bed differs by up to 3 mm.
    std::vector<GaugeFit> gauges_on_raster;
    std::vector<RunUp> run_ups;
    double balance_error = 0.0;
};

struct MonaiOptions {
    Index merged = 1; ///< cells of 0.014 m that make one, in each direction
    std::string scheme = "second_order";
    double manning = 0.01;
    flood::EddyViscosity viscosity = flume_viscosity;
};

/// Depth at which a wave gauge has water to measure: several times the noise of its reading [m].
inline constexpr double dry_gauge_m = 1e-3;

/// Wave run-up in a flume over a valley, 1:400.
/// Source: Matsuyama & Tanaka 2001, Int. Tsunami Symposium 2001, session 7.
/// @returns nothing where the data are not there
std::optional<MonaiResult> monai_valley(MonaiOptions const& options);

struct VelocityFit {
    double time_s = 0.0;
    double mean_error_mps = 0.0;    ///< mean |computed − observed| of both components
    double mean_observed_mps = 0.0; ///< mean speed observed
    Index points = 0;
};

struct BuildingResult {
    std::vector<GaugeFit> gauges; ///< depths at G1 … G6 over the windows of the reference
    std::vector<VelocityFit> velocities;
    double balance_error = 0.0;
};

struct BuildingOptions {
    double cell_m = 0.1;
    double manning = 0.01;
    /// Side of the gate's blocks that the reservoir reaches to: the places of the measured velocities count
    /// from there.
    double reservoir_end_m = 7.55;
    std::string scheme = "second_order";
    flood::EddyViscosity viscosity = flume_viscosity;
    double end_s = 30.0;
};

/// Dam break in a flume against a building that stands askew.
/// Source: Soares-Frazão & Zech 2007, J. Hydraul. Res. 45 extra issue, 27-36.
/// @returns nothing where the data are not there
std::optional<BuildingResult> isolated_building(BuildingOptions const& options);

} // namespace jumelle::cases
