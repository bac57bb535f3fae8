#pragma once

#include <vector>

#include "core/base/sum.hpp"
#include "core/model/model.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/parameters.hpp"
#include "models/traffic/street_state.hpp"

namespace jumelle::traffic {

/// The parameters as if all vehicles were of one class.
TrafficParameters as_one(TrafficParameters parameters, VehicleClass const& one);

/// The classes of vehicles of a scenario on its streets; none where it names none. Flows of the kernels are
/// in cars, those of people in vehicles.
class RoadClasses {
  public:
    /// @throws InputError where a ban names no edge, tolls have no value of time, or lengths are not known
    RoadClasses(ModelSetup const& setup, TrafficParameters const& parameters);

    bool empty() const { return classes_.empty(); }
    /// Cars of each class that a trip of the territory stands for.
    std::vector<double> cars_a_trip() const;
    /// Looks at water and closures. @returns whether anything is other than before for any class
    bool update(StreetState const& streets);
    /// Edges that are closed for all classes by water or closures, whatever their bans.
    /// @pre there are classes
    std::vector<std::uint8_t> const& closed() const { return is_closed_; }
    /// What is fixed and closed for each class; `network.fixed` is that of the first.
    void apply_to(LinkNetwork& network) const;
    /// Cars of an answer become vehicles, in flows and in who is stranded. Keeps what each class drives.
    void count_vehicles(Assignment const& assignment, Equilibrium& result);

    /// What each class drives holds for `hours`. @param time_s of each edge
    void advance(double hours, std::vector<double> const& time_s);
    std::vector<SeriesInfo> series() const;
    /// Appends vehicle hours and kilometres of each class.
    void append_to(std::vector<double>& values) const;
    void archive_state(StateArchive& archive);

  private:
    RoadGraph const& roads_;
    std::vector<VehicleClass> classes_;
    std::vector<LinkClass> links_;                  ///< in the network's unit of time
    std::vector<std::vector<std::uint8_t>> banned_; ///< of each class
    std::vector<std::uint8_t> is_closed_;           ///< for all
    std::vector<std::vector<double>> flow_;         ///< vehicles of each class on each edge, in a period
    std::vector<CompensatedSum> hours_, km_;
};

} // namespace jumelle::traffic
