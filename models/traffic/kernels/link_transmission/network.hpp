#pragma once

#include <cstdint>
#include <vector>

namespace jumelle::traffic {

/// Streets as plain arrays, one entry a link, each with a triangular (or, where the capacity is lower than
/// v w k_j / (v + w), trapezoidal) relation of flow to density.
struct TransmissionNetwork {
    std::int32_t nodes = 0;
    std::vector<std::int32_t> from, to;
    std::vector<double> length_m;     ///< L > 0
    std::vector<double> speed_mps;    ///< free speed v > 0
    std::vector<double> wave_mps;     ///< w > 0, at which the news of a queue runs upstream
    std::vector<double> capacity_vps; ///< q >= 0 [vehicles/s]
    std::vector<double> jam_vpm;      ///< k_j > 0 [vehicles/m]; infinity: queues take no room (point queue)

    std::int32_t links() const { return static_cast<std::int32_t>(to.size()); }
};

/// Who sets out where and when: constant rates over intervals.
struct Departures {
    std::vector<std::int32_t> node; ///< of each origin, ascending, each once
    std::vector<double>
        capacity_vps;             ///< most that enter [vehicles/s]; empty: the sum over the links leaving it
    std::vector<double> from_s;   ///< begins of the intervals, ascending; the last has no end
    std::vector<double> rate_vps; ///< origin by origin, one an interval [vehicles/s]

    std::int32_t origins() const { return static_cast<std::int32_t>(node.size()); }
};

/// Stands for a link where a way ends.
inline constexpr std::int32_t leaves_here = -1;

/// Where vehicles go at the end of a link, in compressed sparse rows: row a for link a, row links + o for
/// those who set out at origin o. Fractions of a row sum to 1 in each period; a row without entries lets
/// nobody on.
struct TurnFractions {
    std::vector<std::int64_t> begin; ///< rows + 1
    std::vector<std::int32_t> to;    ///< a link that leaves the row's node, or `leaves_here`; each once a row
    std::vector<double> from_s = {0}; ///< begins of the periods, ascending, the first 0
    std::vector<double> fraction;     ///< period by period, one an entry of `to`

    std::int64_t entries() const { return static_cast<std::int64_t>(to.size()); }
};

/// From `from_s` on a link has this capacity and free speed, until its next change.
struct LinkChange {
    std::int32_t link = 0;
    double from_s = 0.0;
    double capacity_vps = 0.0; ///< 0: closed; who is on the link stays there
    double speed_mps = 0.0;    ///< 0 … the network's free speed; 0: everybody on the link stands
};

/// What drivers do at the end of a link whose next link is closed.
enum class Diversion {
    none,           ///< wait, and all behind them on the same link wait too
    around_closures ///< take the other ways of the same row in proportion, or else any open link
};

struct TransmissionOptions {
    double step_s = 0.0;    ///< > 0
    double horizon_s = 0.0; ///< > 0; rounded up to whole steps
    Diversion diversion = Diversion::none;
};

} // namespace jumelle::traffic
