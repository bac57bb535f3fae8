#include "models/traffic/kernels/link_transmission/transmission.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/link_transmission/check.hpp"

namespace jumelle::traffic {

namespace {

constexpr std::int32_t bits_a_word = 64;
/// A step of fewer nodes is not worth waking threads for.
constexpr Index fewest_shared_nodes = 1024;
/// Nodes between asking for counts and using them.
constexpr Index fetched_ahead = 6;
/// Rounding of a time over the length of a step [steps].
constexpr double step_rounding = 1e-9;

/// All items in one range for few of them, else shared between threads.
void share_nodes(Index nodes, FunctionRef<void(RowRange)> body) {
    if (nodes < fewest_shared_nodes) {
        body({0, nodes});
    } else {
        for_row_ranges(nodes, body);
    }
}

std::int32_t steps_of(TransmissionOptions const& options) {
    return static_cast<std::int32_t>(std::ceil(options.horizon_s / options.step_s - step_rounding));
}

/// Cumulative departures of an origin at each time of the grid.
void fill_wanted(Departures const& departures, std::int32_t origin, double step_s, std::span<double> wanted) {
    auto const intervals = departures.from_s.size();
    double const* const rate = departures.rate_vps.data() + origin * intervals;
    std::size_t begun = 0; // intervals
    double total = 0.0;    // of the intervals that have ended
    for (std::size_t time = 0; time < wanted.size(); ++time) {
        double const now_s = static_cast<double>(time) * step_s;
        for (; begun < intervals && departures.from_s[begun] <= now_s; ++begun) {
            if (begun > 0)
                total += rate[begun - 1] * (departures.from_s[begun] - departures.from_s[begun - 1]);
        }
        wanted[time] = begun == 0 ? 0.0 : total + rate[begun - 1] * (now_s - departures.from_s[begun - 1]);
    }
}

/// Checks before anything is made from the arrays.
TransmissionNetwork checked(TransmissionNetwork network, Departures const& departures,
                            TurnFractions const& turns, TransmissionOptions const& options) {
    check_transmission(network, departures, turns, options);
    return network;
}

} // namespace

LinkTransmission::LinkTransmission(TransmissionNetwork network, Departures departures,
                                   TurnFractions const& turns, TransmissionOptions const& options)
    : network_(checked(std::move(network), departures, turns, options)),
      departures_(std::move(departures)),
      options_(options),
      step_s_(options.step_s),
      steps_(steps_of(options)),
      junctions_(make_junctions(network_, departures_, turns)),
      times_(network_, step_s_, steps_),
      node_step_(junctions_, times_, options.diversion, counts_) {
    Index const columns = steps_ + 1;
    counts_.entered = Array2D<double>(network_.links(), columns, 0.0);
    counts_.left = Array2D<double>(network_.links(), columns, 0.0);
    counts_.wanted = Array2D<double>(departures_.origins(), columns, 0.0);
    counts_.started = Array2D<double>(departures_.origins(), columns, 0.0);
    counts_.arrived = Array2D<double>(network_.nodes, columns, 0.0);
    node_step_.period = periods_of(turns);
    differences_.node.assign(static_cast<std::size_t>(network_.nodes), 0);
    differences_.entered.assign(network_.to.size(), 0);
    differences_.left.assign(network_.to.size(), 0);
    words_ = (static_cast<std::size_t>(network_.nodes) + bits_a_word - 1) / bits_a_word;
    awake_.assign(words_ * static_cast<std::size_t>(steps_), 0);
    first_awake_ = steps_;
    node_step_.origin_capacity.assign(departures_.node.size(), 0.0);
    set_departures();
}

std::vector<std::int32_t> LinkTransmission::periods_of(TurnFractions const& turns) const {
    std::vector<std::int32_t> periods;
    std::size_t begun = 1;
    for (std::int32_t step = 0; step < steps_; ++step) {
        while (begun < turns.from_s.size() && turns.from_s[begun] / step_s_ - step_rounding <= step) ++begun;
        periods.push_back(static_cast<std::int32_t>(begun) - 1);
    }
    return periods;
}

void LinkTransmission::set_departures() {
    std::vector<double> leaving(static_cast<std::size_t>(network_.nodes), 0.0);
    for (std::size_t link = 0; link < network_.to.size(); ++link)
        leaving[network_.from[link]] += network_.capacity_vps[link];
    std::vector<double> fresh(static_cast<std::size_t>(steps_) + 1);
    for (std::int32_t origin = 0; origin < departures_.origins(); ++origin) {
        std::int32_t const node = departures_.node[origin];
        double const capacity =
            step_s_ * (departures_.capacity_vps.empty() ? leaving[node] : departures_.capacity_vps[origin]);
        bool const is_other = std::exchange(node_step_.origin_capacity[origin], capacity) != capacity;
        fill_wanted(departures_, origin, step_s_, fresh);
        double* const wanted = counts_.wanted.row(origin);
        for (std::int32_t step = 0; step < steps_; ++step) {
            if (std::exchange(wanted[step + 1], fresh[step + 1]) != fresh[step + 1] || is_other)
                wake(node, step);
        }
    }
}

void LinkTransmission::run(std::span<LinkChange const> changes) {
    check_link_changes(network_, changes);
    times_.set_changes(changes, [](std::int32_t, std::int32_t) {});
    calculated_ = 0;
    advance(steps_);
    std::fill(awake_.begin(), awake_.end(), 0);
    first_awake_ = steps_;
}

void LinkTransmission::advance(std::int32_t until) {
    JUMELLE_EXPECTS(until <= steps_);
    for (; calculated_ < until; ++calculated_) {
        std::int32_t const step = calculated_;
        share_nodes(network_.nodes, [&](RowRange range) {
            NodeMemory memory;
            for (Index node = range.begin; node < range.end; ++node) {
                if (node + fetched_ahead < range.end)
                    node_step_.fetch(static_cast<std::int32_t>(node + fetched_ahead), step);
                node_step_.write(static_cast<std::int32_t>(node), step, memory);
            }
        });
    }
}

void LinkTransmission::turn_from_here(TurnFractions const& turns) {
    check_transmission(network_, departures_, turns, options_);
    junctions_ = make_junctions(network_, departures_, turns);
    node_step_.period = periods_of(turns);
}

void LinkTransmission::archive_state(StateArchive& archive) {
    archive("entered", counts_.entered);
    archive("left", counts_.left);
    archive("wanted", counts_.wanted);
    archive("started", counts_.started);
    archive("arrived", counts_.arrived);
    archive("calculated", calculated_);
}

void LinkTransmission::wake(std::int32_t node, std::int32_t step) {
    if (step >= calculated_) return; // it will be, with all that is known then
    first_awake_ = std::min(first_awake_, step);
    awake_[step * words_ + node / bits_a_word] |= std::uint64_t{1} << (node % bits_a_word);
}

Recomputation LinkTransmission::change(std::span<LinkChange const> changes) {
    check_link_changes(network_, changes);
    times_.set_changes(changes, [&](std::int32_t link, std::int32_t step) {
        wake(network_.from[link], step);
        wake(network_.to[link], step);
    });
    return recompute();
}

Recomputation LinkTransmission::change_turns(TurnFractions const& turns) {
    check_transmission(network_, departures_, turns, options_);
    auto fresh = make_junctions(network_, departures_, turns);
    auto periods = periods_of(turns);
    std::pair<std::int32_t, std::int32_t> compared{Junctions::none, Junctions::none};
    std::vector<std::int32_t> different;
    for (std::int32_t step = 0; step < steps_; ++step) {
        std::pair const now{node_step_.period[step], periods[step]};
        if (std::exchange(compared, now) != now)
            different = nodes_turning_otherwise({&junctions_, now.first}, {&fresh, now.second});
        for (std::int32_t const node : different) wake(node, step);
    }
    junctions_ = std::move(fresh);
    node_step_.period = std::move(periods);
    return recompute();
}

Recomputation LinkTransmission::change_departures(Departures departures) {
    check_departures(network_, departures, departures_.node);
    departures_ = std::move(departures);
    set_departures();
    return recompute();
}

Recomputation LinkTransmission::recompute() {
    Recomputation done{first_awake_, 0, static_cast<std::int64_t>(steps_) * network_.nodes};
    std::vector<std::int32_t> active;
    for (std::int32_t step = done.first_step; step < calculated_; ++step) {
        active.clear();
        for (std::size_t word = 0; word < words_; ++word) {
            for (auto bits = std::exchange(awake_[step * words_ + word], 0); bits != 0; bits &= bits - 1)
                active.push_back(static_cast<std::int32_t>(word) * bits_a_word + std::countr_zero(bits));
        }
        recompute_step(step, active);
        done.node_steps += static_cast<std::int64_t>(active.size());
    }
    first_awake_ = steps_;
    return done;
}

void LinkTransmission::recompute_step(std::int32_t step, std::vector<std::int32_t> const& active) {
    share_nodes(static_cast<Index>(active.size()), [&](RowRange range) {
        NodeMemory memory;
        for (Index at = range.begin; at < range.end; ++at) {
            if (at + fetched_ahead < range.end) node_step_.fetch(active[at + fetched_ahead], step);
            node_step_.rewrite(active[at], step, memory, differences_);
        }
    });
    for (std::int32_t const node : active) {
        if (std::exchange(differences_.node[node], 0) != 0) wake_neighbours(node, step + 1);
    }
}

void LinkTransmission::wake_neighbours(std::int32_t node, std::int32_t time) {
    wake(node, time);
    for (auto at = junctions_.approach_begin[node]; at < junctions_.approach_begin[node + 1]; ++at) {
        std::int32_t const link = junctions_.approach_row[at];
        if (junctions_.approach_from[at] == Junctions::none || std::exchange(differences_.left[link], 0) == 0)
            continue;
        times_.each_reader_of_release(link, time,
                                      [&](std::int32_t step) { wake(junctions_.approach_from[at], step); });
    }
    for (auto at = junctions_.exit_begin[node]; at < junctions_.exit_begin[node + 1]; ++at) {
        std::int32_t const link = junctions_.exit_link[at];
        if (link == leaves_here || std::exchange(differences_.entered[link], 0) == 0) continue;
        times_.each_reader_of_entry(link, time,
                                    [&](std::int32_t step) { wake(junctions_.exit_to[at], step); });
    }
}

} // namespace jumelle::traffic
