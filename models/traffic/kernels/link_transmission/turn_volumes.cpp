#include "models/traffic/kernels/link_transmission/turn_volumes.hpp"

#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

namespace jumelle::traffic {

namespace {

using Shares = std::map<std::int32_t, double>;

/// One row of turns and where it stands.
struct Row {
    std::size_t at = 0;
    std::int32_t node = 0;
    std::int32_t from = 0; ///< node that its link comes from, or none
};
constexpr std::int32_t none = -1;

class FractionMaker {
  public:
    FractionMaker(TransmissionNetwork const& network, Departures const& departures,
                  TurnVolumes const& volumes)
        : network_(network),
          departures_(departures),
          volumes_(volumes),
          periods_(volumes.from_s.size()),
          at_node_(static_cast<std::size_t>(network.nodes)),
          leaving_(static_cast<std::size_t>(network.nodes)) {
        for (std::int32_t link = 0; link < network.links(); ++link)
            leaving_[network.from[link]].push_back(link);
        for (std::size_t at = 0; at + 1 < volumes.begin.size(); ++at) {
            for (auto entry = volumes.begin[at]; entry < volumes.begin[at + 1]; ++entry)
                at_node_[row(at).node][volumes.to[entry]] += over_periods(entry);
        }
    }

    TurnFractions make() {
        TurnFractions made;
        made.from_s = volumes_.from_s;
        made.begin = {0};
        std::vector<std::vector<double>> fraction(periods_);
        for (std::size_t at = 0; at + 1 < volumes_.begin.size(); ++at) {
            Shares const mean = mean_of(row(at));
            for (auto const& [to, share] : mean) {
                made.to.push_back(to);
                for (std::size_t period = 0; period < periods_; ++period)
                    fraction[period].push_back(share_in(at, period, to, share));
            }
            made.begin.push_back(made.entries());
        }
        for (auto const& values : fraction)
            made.fraction.insert(made.fraction.end(), values.begin(), values.end());
        return made;
    }

  private:
    Row row(std::size_t at) const {
        std::size_t const links = network_.to.size();
        return at < links ? Row{at, network_.to[at], network_.from[at]}
                          : Row{at, departures_.node[at - links], none};
    }
    double volume(std::size_t period, std::int64_t entry) const {
        return volumes_.volume[period * volumes_.to.size() + static_cast<std::size_t>(entry)];
    }
    double over_periods(std::int64_t entry) const {
        double sum = 0.0;
        for (std::size_t period = 0; period < periods_; ++period) sum += volume(period, entry);
        return sum;
    }
    double total_in(std::size_t at, std::size_t period) const {
        double sum = 0.0;
        for (auto entry = volumes_.begin[at]; entry < volumes_.begin[at + 1]; ++entry)
            sum += volume(period, entry);
        return sum;
    }
    double share_in(std::size_t at, std::size_t period, std::int32_t to, double mean) const {
        double const total = total_in(at, period);
        if (!(total > 0.0)) return mean;
        double sum = 0.0;
        for (auto entry = volumes_.begin[at]; entry < volumes_.begin[at + 1]; ++entry) {
            if (volumes_.to[entry] == to) sum += volume(period, entry);
        }
        return sum / total;
    }
    /// Fractions; nothing where there is no volume at all.
    static Shares normalised(Shares const& shares) {
        double total = 0.0;
        for (auto const& [to, share] : shares) total += share;
        Shares fractions;
        for (auto const& [to, share] : shares) {
            if (share > 0.0) fractions[to] = share / total;
        }
        return fractions;
    }
    Shares without_way_back(Shares const& shares, Row const& row) const {
        Shares kept;
        for (auto const& [to, share] : shares) {
            if (to == leaves_here || network_.to[to] != row.from) kept[to] = share;
        }
        return kept;
    }
    Shares mean_of(Row const& row) const {
        Shares own, capacities;
        for (auto entry = volumes_.begin[row.at]; entry < volumes_.begin[row.at + 1]; ++entry)
            own[volumes_.to[entry]] += over_periods(entry);
        for (std::int32_t const link : leaving_[row.node]) capacities[link] = network_.capacity_vps[link];
        for (Shares const& shares : {own, without_way_back(at_node_[row.node], row),
                                     without_way_back(capacities, row), capacities}) {
            Shares fractions = normalised(shares);
            if (!fractions.empty()) return fractions;
        }
        return {};
    }

    TransmissionNetwork const& network_;
    Departures const& departures_;
    TurnVolumes const& volumes_;
    std::size_t periods_;
    std::vector<Shares> at_node_;                    ///< volumes of all rows, by where they go
    std::vector<std::vector<std::int32_t>> leaving_; ///< links of each node
};

} // namespace

TurnFractions turn_fractions(TransmissionNetwork const& network, Departures const& departures,
                             TurnVolumes const& volumes) {
    JUMELLE_EXPECTS(volumes.begin.size() == network.to.size() + departures.node.size() + 1);
    JUMELLE_EXPECTS(volumes.volume.size() == volumes.to.size() * volumes.from_s.size());
    for (double const volume : volumes.volume) {
        if (volume >= 0.0 && std::isfinite(volume)) continue;
        Fault fault;
        fault.key = "turns.volume";
        fault.message = "a turn has volume " + std::to_string(volume);
        fault.kind = FaultKind::data;
        throw InputError(std::move(fault));
    }
    return FractionMaker(network, departures, volumes).make();
}

} // namespace jumelle::traffic
