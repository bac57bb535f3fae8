#pragma once

#include <cstddef>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/territory/drain_network.hpp"
#include "models/flood/drainage/section.hpp"

namespace jumelle::flood {

/// A pipe cut into cells of equal length, and where its cells lie in the arrays of the network.
struct Pipe {
    Pipe(DrainPipe const& drain, DrainNetwork const& network, std::size_t first_cell);

    PipeSection section;
    std::size_t first, cells;
    double dx_m;
    double from_bed_m, to_bed_m; ///< of its bottom at its ends
    double manning;
    double loss_per_m; ///< velocity heads lost per metre
    FlapGate gate;

    double slope() const { return (from_bed_m - to_bed_m) / (dx_m * static_cast<double>(cells)); }
    double bed_m(std::size_t cell) const { return bed_at(static_cast<double>(cell) + 0.5); }
    /// @param faces cells from the beginning of the pipe
    double bed_at(double faces) const {
        return from_bed_m + (to_bed_m - from_bed_m) * (faces / static_cast<double>(cells));
    }
};

/// Water on one side of a face. Velocity counts along the pipe.
struct FaceWater {
    double depth_m = 0.0, velocity_mps = 0.0;
    double level_m = 0.0; ///< depth_m above the bed that this side believes in
};

/// What passes a face: volume per time, and the momentum that each side feels, without the pressure of its
/// own still water, so that in a lake at rest all of it is zero.
struct PipeFlux {
    double mass_m3ps = 0.0, left_m4ps2 = 0.0, right_m4ps2 = 0.0;
};

/// Flux between two cells: HLL with the pressure integral of the section. The bed at the face is the one both
/// sides can stand on.
///
/// Sources: Harten, Lax & van Leer 1983, SIAM Rev. 25, 35; León, Ghidaoui, Schmidt & García 2006, J. Hydraul.
/// Eng. 132, 824 (pipes); Audusse et al. 2004 and Chen & Noelle 2017 (bed).
PipeFlux pipe_flux(PipeSection const& section, FaceWater const& left, FaceWater const& right);

/// The cells of one pipe at one moment and what passes their faces: work space of a step.
class PipeStage {
  public:
    /// Where the water of the pipe and of the nodes at its ends stands.
    struct Input {
        double const* area_m2;        ///< of each cell
        double const* discharge_m3ps; ///< of each cell
        double from_level_m, to_level_m;
    };
    explicit PipeStage(std::size_t cells);

    /// Depths, limited changes within cells, and fluxes through all inner faces.
    void look(Pipe const& pipe, Input const& input);
    /// Water at the inner side of a pipe's two ends.
    FaceWater const& at_from() const { return left_.front(); }
    FaceWater const& at_to() const { return right_.back(); }
    void set_from(PipeFlux const& flux) { flux_.front() = flux; }
    void set_to(PipeFlux const& flux) { flux_.back() = flux; }
    PipeFlux const& flux(std::size_t face) const { return flux_[face]; }

    /// New areas and discharges after `dt_s`.
    /// @pre look() was called and the fluxes of both ends are set
    void advance(Pipe const& pipe, double dt_s, double* area_m2, double* discharge_m3ps);
    /// What passed the faces in the last step.
    void archive_state(StateArchive& archive) { archive("flux", flux_); }

  private:
    void reconstruct(Pipe const& pipe, Input const& input);
    void limit_outflow(Pipe const& pipe, double dt_s, double const* area_m2);

    std::vector<double> depth_, level_, velocity_;
    std::vector<FaceWater> left_, right_; ///< of each cell, at its western and its eastern face
    std::vector<double> level_change_;    ///< across each cell
    std::vector<double> factor_;
    std::vector<PipeFlux> flux_; ///< one more than cells
};

} // namespace jumelle::flood
