#pragma once

#include <cstdint>
#include <string>

namespace jumelle {

/// A place that people must be able to reach, or that help comes from.
struct Facility {
    std::string kind;       ///< `hospital`, `fire_station`
    std::string name;       ///< may be empty
    std::int32_t node = -1; ///< of the road graph at which it lies
};

} // namespace jumelle
