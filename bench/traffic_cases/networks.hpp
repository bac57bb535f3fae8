#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic_cases {

/// A published network with what is known of its equilibrium.
struct Published {
    std::string name;
    std::string network_file, trips_file; ///< below the reference data's folder `traffic`
    double time_s = 0.0, length_m = 0.0;  ///< units of the file [s], [m]
    double money_time = 0.0;              ///< time units that one unit of toll is worth
    double length_time = 0.0;             ///< time units that one unit of length is worth
    double objective = 0.0;               ///< Σ ∫ t dx at equilibrium, in the file's units
    double stranded = 0.0;                ///< trips without a way
};

/// Smallest first. Objectives: best-known flows of "Transportation Networks for Research", recomputed; where
/// none are published, agreed on with a second solver (see the README of the reference data).
std::vector<Published> const& published_networks();
Published const& published(std::string const& name);

/// `${JUMELLE_DATA}/traffic`, or the folder beside the checkout; nothing where it is not there.
std::optional<std::filesystem::path> data_folder();

struct Loaded {
    traffic::LinkNetwork network;
    traffic::OriginTrips trips;
};
/// @throws InputError, IoError as the readers do
Loaded load(Published const& published, std::filesystem::path const& folder);

} // namespace jumelle::traffic_cases
