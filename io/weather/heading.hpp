#pragma once

#include <string>

namespace jumelle::weather {

/// A column's heading taken apart: `rain [mm/h]`, `rain (mm/h)`, `time_s`.
struct Heading {
    std::string name; ///< `rain`, `time`; the whole heading where it names no unit
    std::string unit; ///< empty where it names none
};

/// The part in brackets or parentheses at the end is the unit; without one, what follows the last `_`,
/// which the caller must not believe before it knows it for a unit.
Heading split_heading(std::string const& heading);

} // namespace jumelle::weather
