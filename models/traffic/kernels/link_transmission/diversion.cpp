#include "models/traffic/kernels/link_transmission/diversion.hpp"

#include <algorithm>

namespace jumelle::traffic {

namespace {

enum class WayBack { barred, allowed };

/// The turns of one node while some of its exits are closed.
class DivertedTurns {
  public:
    DivertedTurns(NodePlace const& place, NodeMemory& memory, NodeOffers const& offers)
        : place_(place),
          memory_(memory),
          offers_(offers),
          exits_(place.junctions.exit_begin[place.node + 1] - place.junctions.exit_begin[place.node]) {}

    bool any_closed() const {
        for (std::int64_t exit = 0; exit < exits_; ++exit) {
            if (weight(exit) == 0.0) return true;
        }
        return false;
    }

    void make() {
        memory_.begin.assign(1, 0);
        memory_.exit.clear();
        memory_.fraction.clear();
        for (std::size_t approach = 0; approach + 1 < offers_.begin.size(); ++approach) {
            double const open = open_fraction(approach);
            if (open > 0.0) {
                keep_open(approach, open);
            } else if (!take_any(approach)) {
                keep_all(approach);
            }
            memory_.begin.push_back(static_cast<std::int64_t>(memory_.exit.size()));
        }
    }

  private:
    std::int32_t link(std::int64_t exit) const {
        return place_.junctions.exit_link[place_.junctions.exit_begin[place_.node] + exit];
    }
    /// Capacity of an exit; 0 where it is closed. The way out is always open.
    double weight(std::int64_t exit) const {
        return link(exit) == leaves_here ? 1.0 : place_.times.capacity(link(exit), place_.step);
    }
    double open_fraction(std::size_t approach) const {
        double open = 0.0;
        for (auto turn = offers_.begin[approach]; turn < offers_.begin[approach + 1]; ++turn) {
            if (weight(offers_.exit[turn]) > 0.0) open += offers_.fraction[turn];
        }
        return open;
    }
    void add(std::int64_t exit, double fraction) {
        memory_.exit.push_back(static_cast<std::int32_t>(exit));
        memory_.fraction.push_back(fraction);
    }
    void keep_open(std::size_t approach, double open) {
        for (auto turn = offers_.begin[approach]; turn < offers_.begin[approach + 1]; ++turn) {
            if (weight(offers_.exit[turn]) > 0.0) add(offers_.exit[turn], offers_.fraction[turn] / open);
        }
    }
    void keep_all(std::size_t approach) {
        for (auto turn = offers_.begin[approach]; turn < offers_.begin[approach + 1]; ++turn)
            add(offers_.exit[turn], offers_.fraction[turn]);
    }
    /// Any open link but those straight back; those too if there is no other. @returns whether there is one
    bool take_any(std::size_t approach) {
        if (offers_.begin[approach] == offers_.begin[approach + 1]) return false;
        for (WayBack const back : {WayBack::barred, WayBack::allowed}) {
            double total = 0.0;
            for (std::int64_t exit = 0; exit < exits_; ++exit) total += free_weight(approach, exit, back);
            if (total == 0.0) continue;
            for (std::int64_t exit = 0; exit < exits_; ++exit) {
                double const part = free_weight(approach, exit, back);
                if (part > 0.0) add(exit, part / total);
            }
            return true;
        }
        return false;
    }
    double free_weight(std::size_t approach, std::int64_t exit, WayBack back) const {
        Junctions const& all = place_.junctions;
        std::int32_t const to = all.exit_to[all.exit_begin[place_.node] + exit];
        std::int32_t const from = all.approach_from[all.approach_begin[place_.node] + approach];
        if (to == Junctions::none || (back == WayBack::barred && to == from)) return 0.0;
        return weight(exit);
    }

    NodePlace const& place_;
    NodeMemory& memory_;
    NodeOffers const& offers_;
    std::int64_t exits_;
};

} // namespace

void divert(NodePlace const& place, NodeMemory& memory, NodeOffers& offers) {
    DivertedTurns turns(place, memory, offers);
    if (!turns.any_closed()) return;
    turns.make();
    offers.begin = memory.begin;
    offers.exit = memory.exit.data();
    offers.fraction = memory.fraction.data();
}

} // namespace jumelle::traffic
