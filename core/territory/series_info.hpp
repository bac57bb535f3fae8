#pragma once

#include <string>

#include "core/territory/field.hpp"

namespace jumelle {

/// Name, unit and meaning of a number over time that lies on no grid and no graph: a term of a balance, the
/// discharge through a section, the level in a manhole. Results keep it as `<group>_<quantity>`, and series
/// that differ in their name only lie side by side in one variable.
struct SeriesInfo {
    std::string group;    ///< `flood_balance`, `section`: letters, digits and _
    std::string name;     ///< of the member, as the user wrote it; empty where the group has no members
    std::string quantity; ///< `rain`, `discharge`: letters, digits and _
    std::string unit;     ///< UDUNITS spelling; `1` where there is none
    std::string long_name;
    TimeMeaning meaning = TimeMeaning::instant; ///< `mean`, `sum`: since the time before
    bool operator==(SeriesInfo const&) const = default;
};

/// Group of the series of sections, whoever tells them.
inline constexpr char const* section_group = "section";

/// Variable in which results keep a series.
inline std::string variable_name(SeriesInfo const& info) {
    return info.group + "_" + info.quantity;
}

} // namespace jumelle
