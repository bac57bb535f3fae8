#pragma once

#include <limits>
#include <string>

#include "core/base/time_series.hpp"
#include "core/scenario/scenario.hpp"
#include "io/units/units.hpp"

namespace jumelle {

/// What a series is wanted for.
struct SeriesUse {
    std::string unit; ///< SI unit of the numbers that come out, `m/s`
    Interpolation interpolation = Interpolation::linear;
    Instant start; ///< of the run: moments in the table become seconds after it
    double lowest = -std::numeric_limits<double>::infinity(); ///< smallest value that makes sense [unit]
    double run_s = std::numeric_limits<double>::infinity();   ///< duration of the run
};

/// A constant, a tide, or a column of a CSV table over time. The table's first column is time: numbers with a
/// unit in their heading (`time [h]`, `time_s`) or in a second heading row, or ISO 8601 moments. The column's
/// unit comes from its heading (`rain [mm/h]`), from a second heading row, or from the scenario.
/// @throws InputError with the places of all faults in the table, or with the scenario's place where the
///         column is not there, or where the table ends before the run begins or begins after it ends
/// @throws IoError where the file cannot be read
TimeSeries read_series(SeriesSpec const& spec, SeriesUse const& use, UnitSystem const& units);

/// The same from a text; `spec.csv` stands in messages.
TimeSeries read_series_text(std::string const& text, SeriesSpec const& spec, SeriesUse const& use,
                            UnitSystem const& units);

} // namespace jumelle
