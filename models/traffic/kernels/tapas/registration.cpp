#include "models/traffic/kernels/tapas/registration.hpp"

#include <algorithm>

#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

/// Findings with last links of one shard have nothing to do with those of another.
constexpr std::uint32_t shards = 64;

/// What no pair served when it was found.
struct Newcomer {
    Finding const* finding;
    std::int32_t const* links;
    std::int32_t leader = 0; ///< the newcomer whose ways make the pair, by number
    std::int32_t pair = -1;  ///< that pair, for leaders

    NewPair ways() const { return finding->ways(links); }
};

class Registration {
  public:
    Registration(AssignmentState& state, std::span<Findings const> batch) : state_(state) {
        for (Findings const& findings : batch) {
            for (Finding const& finding : findings.found) {
                if (finding.pair < 0) all_.push_back({&finding, findings.links.data()});
            }
        }
        sort_into_shards();
    }

    /// Who leads and who follows is found for all shards at the same time; pairs are numbered in the order of
    /// their leaders.
    void make_pairs() {
        constexpr double numbers_a_newcomer = 100.0; // some links of some others
        for_items(shards, threads_worth(numbers_a_newcomer * static_cast<double>(all_.size())),
                  [&](Index, Index shard) { find_leaders(static_cast<std::size_t>(shard)); });
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].leader == static_cast<std::int32_t>(i))
                all_[i].pair = state_.pairs.add(all_[i].ways());
        }
    }

    /// Of the newcomers, in order.
    std::int32_t pair_of(std::size_t newcomer) const {
        return all_[static_cast<std::size_t>(all_[newcomer].leader)].pair;
    }

  private:
    void sort_into_shards() {
        begin_.assign(shards + 1, 0);
        for (Newcomer const& newcomer : all_) ++begin_[newcomer.finding->key % shards + 1];
        for (std::size_t s = 0; s < shards; ++s) begin_[s + 1] += begin_[s];
        sharded_.resize(all_.size());
        auto place = begin_;
        for (std::size_t i = 0; i < all_.size(); ++i)
            sharded_[place[all_[i].finding->key % shards]++] = static_cast<std::int32_t>(i);
    }

    Newcomer& at(std::int32_t newcomer) { return all_[static_cast<std::size_t>(newcomer)]; }

    void find_leaders(std::size_t shard) {
        auto const key = [&](std::int32_t newcomer) { return at(newcomer).finding->key; };
        auto const first = sharded_.begin() + static_cast<std::ptrdiff_t>(begin_[shard]);
        auto const last = sharded_.begin() + static_cast<std::ptrdiff_t>(begin_[shard + 1]);
        std::stable_sort(first, last, [&](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
        std::vector<std::int32_t> leaders; // with the same last links, most likely
        for (auto newcomer = first; newcomer != last; ++newcomer) {
            if (!leaders.empty() && key(leaders[0]) != key(*newcomer)) leaders.clear();
            at(*newcomer).leader = leader_for(*newcomer, leaders);
            if (at(*newcomer).leader == *newcomer) leaders.push_back(*newcomer);
        }
    }

    std::int32_t leader_for(std::int32_t newcomer, std::vector<std::int32_t> const& leaders) {
        Newcomer const& own = at(newcomer);
        NewPair const ways = own.ways();
        for (std::int32_t const leader : leaders) {
            if (ways.is_same(at(leader).ways())) return leader;
        }
        OriginFlows const& flows = state_.flows[static_cast<std::size_t>(own.finding->origin)];
        double const enough = enough_flow * flows.flow(ways.one[0]);
        for (std::int32_t const leader : leaders) {
            NewPair const other = at(leader).ways();
            if (other.one[0] == ways.one[0] && other.other[0] == ways.other[0] && other.kind == ways.kind &&
                other.difference >= enough_gain * ways.difference && carries(flows, other.one, enough))
                return leader;
        }
        return newcomer;
    }

    AssignmentState& state_;
    std::vector<Newcomer> all_;
    std::vector<std::size_t> begin_; ///< shards + 1 offsets into `sharded_`
    std::vector<std::int32_t> sharded_;
};

void take_out(AssignmentState& state, std::vector<Load> const& removed) {
    for (Load const& load : removed) {
        double& x = state.x[static_cast<std::size_t>(load.link)];
        x = std::max(x + load.flow, 0.0);
    }
}

} // namespace

void register_findings(AssignmentState& state, std::span<Findings const> batch,
                       std::vector<PairTable::Membership>& added) {
    Registration registration(state, batch);
    registration.make_pairs();
    std::size_t newcomers = 0;
    for (Findings const& findings : batch) {
        take_out(state, findings.removed);
        for (Finding const& finding : findings.found) {
            std::int32_t const pair = finding.pair >= 0 ? finding.pair : registration.pair_of(newcomers++);
            added.push_back({pair, finding.origin});
        }
    }
}

} // namespace jumelle::traffic
