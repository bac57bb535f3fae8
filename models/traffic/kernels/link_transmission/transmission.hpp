#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/kernels/link_transmission/node_step.hpp"

namespace jumelle::traffic {

/// How much of a run was calculated again after a change.
struct Recomputation {
    std::int32_t first_step = 0;     ///< first that was looked at; the number of steps where nothing changed
    std::int64_t node_steps = 0;     ///< calculated again
    std::int64_t all_node_steps = 0; ///< of the whole run
};

/// Traffic over the time of day: cumulative counts at both ends of every link on a fixed grid of times.
///
///     sending   S = min(N_up(t + dt - L/v) - N_dn(t), q dt)
///     receiving R = min(N_dn(t + dt - L/w) + k_j L - N_up(t), q dt)
///
/// and the node model between them. Counts between two times of the grid are linear in time. Everything at
/// t + dt follows from counts up to t, so nodes do not depend on each other within a step: the answer has the
/// same bits for any number of threads, and a node whose inputs are those of the stored run need not be
/// calculated again.
/// Source: Yperman 2007, The link transmission model for dynamic network loading, thesis, KU Leuven; Himpe,
/// Corthout & Tampère 2016, Transportation Research Part B 92, 170-190 (recomputation of what changed).
class LinkTransmission {
  public:
    /// @throws InputError (data) with every fault of the arrays
    LinkTransmission(TransmissionNetwork network, Departures departures, TurnFractions const& turns,
                     TransmissionOptions const& options);
    LinkTransmission(LinkTransmission const&) = delete;
    LinkTransmission& operator=(LinkTransmission const&) = delete;

    /// Calculates the whole run.
    /// @throws InputError (data) with every fault of the changes
    void run(std::span<LinkChange const> changes = {});
    /// Calculates the steps before a time of the grid that are not calculated yet, with what is known by then
    /// of changes, turns and departures. A run in parts has the bits of a whole one.
    /// @pre until <= steps()
    void advance(std::int32_t until);
    /// Steps that are calculated.
    std::int32_t calculated() const { return calculated_; }
    /// From the first step that is not calculated yet on, drivers turn so. What was calculated stays: later
    /// changes must not reach back.
    /// @throws InputError (data) with every fault of the turns
    void turn_from_here(TurnFractions const& turns);
    /// Replaces all changes by these and calculates again what differs of the steps that were calculated: the
    /// counts are those of `run(changes)`, bit for bit.
    Recomputation change(std::span<LinkChange const> changes);
    /// Replaces all turns, those of a new equilibrium from some time on for instance; the rest as above.
    /// @throws InputError (data) with every fault of the turns
    Recomputation change_turns(TurnFractions const& turns);
    /// Replaces all departures, from the same origins; the rest as above.
    /// @throws InputError (data) with every fault of the departures, and where origins are others
    Recomputation change_departures(Departures departures);

    /// What was calculated. Changes, turns and departures are not passed: they are given again before.
    void archive_state(StateArchive& archive);

    TransmissionNetwork const& network() const { return network_; }
    Departures const& departures() const { return departures_; }
    Junctions const& junctions() const { return junctions_; }
    LinkTimes const& times() const { return times_; }
    NodeStep const& node_step() const { return node_step_; }
    std::int32_t steps() const { return steps_; }
    double step_s() const { return step_s_; }

    /// Vehicles since the begin at each time of the grid (steps + 1 numbers).
    std::span<double const> entered(std::int32_t link) const { return row(counts_.entered, link); }
    std::span<double const> left(std::int32_t link) const { return row(counts_.left, link); }
    std::span<double const> wanted(std::int32_t origin) const { return row(counts_.wanted, origin); }
    std::span<double const> started(std::int32_t origin) const { return row(counts_.started, origin); }
    std::span<double const> arrived(std::int32_t node) const { return row(counts_.arrived, node); }

  private:
    std::span<double const> row(Array2D<double> const& counts, std::int32_t at) const {
        return {counts.row(at), static_cast<std::size_t>(steps_) + 1};
    }
    void set_departures();
    std::vector<std::int32_t> periods_of(TurnFractions const& turns) const;
    void wake(std::int32_t node, std::int32_t step);
    void wake_neighbours(std::int32_t node, std::int32_t time);
    /// Calculates again the nodes that are awake, and those that they wake.
    Recomputation recompute();
    void recompute_step(std::int32_t step, std::vector<std::int32_t> const& active);

    TransmissionNetwork network_;
    Departures departures_;
    TransmissionOptions options_;
    double step_s_ = 0.0;
    std::int32_t steps_ = 0;
    Junctions junctions_;
    LinkTimes times_;
    Counts counts_;
    NodeStep node_step_;
    Differences differences_;
    std::vector<std::uint64_t> awake_; ///< one bit a node, step by step; nodes to calculate again
    std::size_t words_ = 0;            ///< of a step in `awake_`
    std::int32_t calculated_ = 0;      ///< steps whose counts are known
    std::int32_t first_awake_ = 0;     ///< no step before has a node to calculate again
};

} // namespace jumelle::traffic
