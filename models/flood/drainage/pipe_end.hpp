#pragma once

#include "models/flood/drainage/pipe.hpp"

namespace jumelle::flood {

/// Which end of a pipe.
enum class PipeEnd { from, to };

/// What passes one end of a pipe, seen from the pipe: discharge counts into the node.
struct EndFlow {
    double out_m3ps = 0.0;   ///< from the pipe into the node
    double felt_m4ps2 = 0.0; ///< momentum that the pipe feels, without the pressure of its own still water
};

/// The end of a pipe as a function of the level in the node: the level goes on unbroken from node to pipe;
/// the wave that runs into the pipe joins it to the water there (a smooth wave where it falls, a bore where
/// it rises). Out of a pipe into a lower node water falls at critical depth; into a pipe flows at most what
/// the head in the node can drive through the critical section.
class EndRelation {
  public:
    /// @param most_m3ps the most that the pipe can give in this step
    EndRelation(Pipe const& pipe, PipeEnd end, FaceWater const& inside, double most_m3ps);

    EndFlow at_level(double node_level_m) const;
    /// How fast the outflow changes with the level, about [m²/s].
    double stiffness_m2ps() const;

  private:
    EndFlow flow(double depth_m, double outward_mps) const;
    double across_wave_mps(Rising::At const& outside, double depth_m) const;
    double entrance_depth_m(double node_depth_m) const;
    EndFlow limited_inflow(double node_depth_m, double depth_m, double outward_mps) const;

    Pipe const& pipe_;
    double bed_m_, depth_m_, outward_mps_, celerity_mps_, invariant_mps_, most_m3ps_;
    Rising::At inside_;
};

} // namespace jumelle::flood
