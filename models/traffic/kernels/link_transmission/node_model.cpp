#include "models/traffic/kernels/link_transmission/node_model.hpp"

#include <algorithm>
#include <limits>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One solution of one node.
class NodeSolution {
  public:
    NodeSolution(NodeOffers const& offers, NodeScratch& scratch, std::span<double> sent)
        : offers_(offers), scratch_(scratch), sent_(sent) {}

    void find() {
        if (all_can_pass()) {
            std::copy(offers_.sending.begin(), offers_.sending.end(), sent_.begin());
            return;
        }
        begin();
        while (unsettled_ > 0) {
            weigh();
            auto const [exit, share] = scarcest();
            if (settle_those_below(exit, share) == 0) settle_all_of(exit, share);
        }
    }

  private:
    struct Scarcest {
        std::size_t exit = 0;
        double share = infinity; ///< of its capacity that each approach may send
    };

    template <class Use>
    void each_turn(std::size_t approach, Use use) const {
        for (auto turn = offers_.begin[approach]; turn < offers_.begin[approach + 1]; ++turn)
            use(static_cast<std::size_t>(offers_.exit[turn]), offers_.fraction[turn]);
    }

    bool all_can_pass() {
        auto& wanted = scratch_.weight;
        wanted.assign(offers_.receiving.size(), 0.0);
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            double const sending = offers_.sending[i];
            each_turn(i, [&](std::size_t exit, double fraction) { wanted[exit] += fraction * sending; });
        }
        for (std::size_t j = 0; j < wanted.size(); ++j) {
            if (wanted[j] > offers_.receiving[j]) return false;
        }
        return true;
    }

    void begin() {
        scratch_.left.assign(offers_.receiving.begin(), offers_.receiving.end());
        scratch_.is_settled.assign(sent_.size(), 0);
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            sent_[i] = 0.0;
            if (offers_.sending[i] > 0.0) {
                ++unsettled_;
            } else {
                scratch_.is_settled[i] = 1;
            }
        }
    }

    void weigh() {
        std::fill(scratch_.weight.begin(), scratch_.weight.end(), 0.0);
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            if (scratch_.is_settled[i] != 0) continue;
            double const capacity = offers_.capacity[i];
            each_turn(
                i, [&](std::size_t exit, double fraction) { scratch_.weight[exit] += fraction * capacity; });
        }
    }

    Scarcest scarcest() const {
        Scarcest found;
        for (std::size_t j = 0; j < scratch_.left.size(); ++j) {
            if (!(scratch_.weight[j] > 0.0)) continue;
            double const share = scratch_.left[j] / scratch_.weight[j];
            if (share < found.share) found = {j, share};
        }
        return found;
    }

    bool heads_for(std::size_t approach, std::size_t wanted) const {
        bool heads = false;
        each_turn(approach, [&](std::size_t exit, double fraction) {
            heads = heads || (exit == wanted && fraction > 0.0);
        });
        return heads;
    }

    void settle(std::size_t approach, double flow) {
        sent_[approach] = flow;
        scratch_.is_settled[approach] = 1;
        --unsettled_;
        each_turn(approach, [&](std::size_t exit, double fraction) {
            scratch_.left[exit] = std::max(scratch_.left[exit] - fraction * flow, 0.0);
        });
    }

    /// Those who want less than the share of the scarcest exit get all. Where no exit is scarce, all do.
    int settle_those_below(std::size_t exit, double share) {
        int settled = 0;
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            if (scratch_.is_settled[i] != 0) continue;
            bool const is_free = share == infinity ||
                                 (heads_for(i, exit) && offers_.sending[i] <= share * offers_.capacity[i]);
            if (!is_free) continue;
            settle(i, offers_.sending[i]);
            ++settled;
        }
        return settled;
    }

    void settle_all_of(std::size_t exit, double share) {
        for (std::size_t i = 0; i < sent_.size(); ++i) {
            if (scratch_.is_settled[i] == 0 && heads_for(i, exit)) settle(i, share * offers_.capacity[i]);
        }
    }

    NodeOffers const& offers_;
    NodeScratch& scratch_;
    std::span<double> sent_;
    int unsettled_ = 0;
};

} // namespace

void node_flows(NodeOffers const& offers, NodeScratch& scratch, std::span<double> sent) {
    JUMELLE_EXPECTS(offers.sending.size() == sent.size() && offers.capacity.size() == sent.size());
    JUMELLE_EXPECTS(offers.begin.size() == sent.size() + 1);
    NodeSolution(offers, scratch, sent).find();
}

} // namespace jumelle::traffic
