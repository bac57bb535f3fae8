#include "models/traffic/day_totals.hpp"

namespace jumelle::traffic {

void DayTotals::add(DayRates const& rates) {
    vehicle_hours_.add(rates.vehicle_hours);
    lost_vehicle_hours_.add(rates.lost_vehicle_hours);
    vehicle_km_.add(rates.vehicle_km);
    unreachable_.add(rates.unreachable);
    stranded_.add(rates.stranded);
    for (std::size_t p = 0; p < pollutants; ++p) emitted_kg_[p].add(rates.emitted_kg[p]);
}

void DayTotals::append_to(std::vector<double>& values) const {
    values.insert(values.end(),
                  {vehicle_hours_.value(), lost_vehicle_hours_.value(), vehicle_km_.value(),
                   vehicles_.wanted + unreachable_.value(), unreachable_.value(), stranded_.value()});
    for (auto const& sum : emitted_kg_) values.push_back(sum.value());
    values.insert(values.end(), {vehicles_.arrived, vehicles_.on_links, vehicles_.waiting});
}

Balance DayTotals::balance() const {
    Balance balance;
    balance.quantity = "trips";
    balance.unit = "1";
    balance.in = vehicles_.wanted + unreachable_.value();
    balance.out = vehicles_.arrived + unreachable_.value();
    balance.stored = vehicles_.on_links + vehicles_.waiting;
    balance.terms = {
        {"departure", balance.in}, {"arrival", -vehicles_.arrived}, {"unreachable", -unreachable_.value()}};
    return balance;
}

} // namespace jumelle::traffic
