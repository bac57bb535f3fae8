#pragma once

#include <memory>

#include "core/model/shared_work.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/free_times.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

/// What traffic on undisturbed streets follows from: all of it, so that equal ones have the same equilibrium
/// to the last bit.
struct UndisturbedTown {
    LinkNetwork network;             ///< dry, all streets open
    OriginTrips trips;               ///< vehicles of all classes, where `factor` is 1
    std::vector<double> cars_a_trip; ///< of each class, its share times its car units; empty: one class
    double factor = 1.0;             ///< of the profile, at the start of the run
    AssignmentGoal goal = AssignmentGoal::equilibrium;
    TapasLimits limits;
    double theta = 0.0; ///< of drivers who do not know costs exactly [1/the network's time]; 0: they do
    bool operator==(UndisturbedTown const&) const = default;
};

/// The equilibrium on streets that are dry and open, which is where that of a run with closures and floods
/// begins, and what it is measured by. Runs of one process that differ in nothing else share it.
struct Undisturbed {
    std::shared_ptr<FreeTimes const> free_times;
    Assignment assignment;
    Equilibrium result;
};
Undisturbed find_undisturbed(UndisturbedTown const& town);

/// The same for a run: found among `shared` work where others have needed it. @param shared null: there are
/// no others
Undisturbed undisturbed_start(UndisturbedTown const& town, SharedWork* shared);

} // namespace jumelle::traffic
