#include "models/traffic/undisturbed.hpp"

#include <utility>

#include "models/traffic/setup.hpp"

namespace jumelle::traffic {

Undisturbed find_undisturbed(UndisturbedTown const& town) {
    Undisturbed made{
        std::make_shared<FreeTimes const>(town.network, town.trips),
        {town.network, for_classes(scaled(town.trips, town.factor), town.cars_a_trip), town.theta},
        {}};
    if (town.goal == AssignmentGoal::system_optimum) made.assignment.use_marginal_cost();
    made.result = made.assignment.solve(town.limits);
    return made;
}

Undisturbed undisturbed_start(UndisturbedTown const& town, SharedWork* shared) {
    if (shared == nullptr) return find_undisturbed(town);
    return *shared->answer<Undisturbed>(town, [&] { return find_undisturbed(town); });
}

} // namespace jumelle::traffic
