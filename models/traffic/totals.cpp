#include "models/traffic/totals.hpp"

#include <cmath>

namespace jumelle::traffic {

Rates trip_rates(LinkNetwork const& network, OriginTrips const& trips, Equilibrium const& result) {
    CompensatedSum wanted, unreachable, astray;
    std::vector<CompensatedSum> excess(
        static_cast<std::size_t>(network.nodes)); // flow that ends at each node
    for (std::size_t a = 0; a < network.to.size(); ++a) {
        excess[static_cast<std::size_t>(network.to[a])].add(result.flow[a]);
        excess[static_cast<std::size_t>(network.from[a])].add(-result.flow[a]);
    }
    auto const move = [&](std::int32_t origin, std::int32_t destination, double volume) {
        excess[static_cast<std::size_t>(origin)].add(volume);
        excess[static_cast<std::size_t>(destination)].add(-volume);
    };
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            wanted.add(trips.volume[trip]);
            move(trips.origin[o], trips.destination[trip], trips.volume[trip]);
        }
    }
    for (auto const& pair : result.stranded) {
        unreachable.add(pair.volume);
        move(pair.origin, pair.destination, -pair.volume);
    }
    for (auto const& sum : excess) astray.add(std::abs(sum.value()) / 2.0);
    Rates made;
    made.wanted = wanted.value();
    made.unreachable = unreachable.value();
    made.astray = astray.value();
    return made;
}

Rates scaled(Rates const& rates, double factor) {
    return {rates.wanted * factor,
            rates.foregone * factor,
            rates.unreachable * factor,
            rates.stranded * factor,
            rates.astray * factor,
            rates.vehicle_hours * factor,
            rates.lost_vehicle_hours * factor,
            rates.vehicle_km * factor,
            rates.emitted_kg};
}

void Totals::advance(double hours) {
    wanted_.add(rates_.wanted * hours);
    foregone_.add(rates_.foregone * hours);
    arrived_.add((rates_.wanted - rates_.foregone - rates_.unreachable - rates_.astray) * hours);
    unreachable_.add(rates_.unreachable * hours);
    stranded_.add(rates_.stranded * hours);
    vehicle_hours_.add(rates_.vehicle_hours * hours);
    lost_vehicle_hours_.add(rates_.lost_vehicle_hours * hours);
    vehicle_km_.add(rates_.vehicle_km * hours);
    for (std::size_t p = 0; p < pollutants; ++p) emitted_kg_[p].add(rates_.emitted_kg[p] * hours);
}

void Totals::append_to(std::vector<double>& values) const {
    for (auto const* sum :
         {&vehicle_hours_, &lost_vehicle_hours_, &vehicle_km_, &wanted_, &unreachable_, &stranded_})
        values.push_back(sum->value());
    for (auto const& sum : emitted_kg_) values.push_back(sum.value());
}

Balance Totals::balance() const {
    Balance balance;
    balance.quantity = "trips";
    balance.unit = "1";
    balance.in = wanted_.value();
    balance.out = arrived_.value() + unreachable_.value() + foregone_.value();
    balance.terms = {{"departure", wanted_.value()},
                     {"arrival", -arrived_.value()},
                     {"unreachable", -unreachable_.value()}};
    if (foregone_.value() != 0.0) balance.terms.push_back({"foregone", -foregone_.value()});
    return balance;
}

} // namespace jumelle::traffic
