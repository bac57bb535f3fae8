#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle {

/// What a field's numbers lie on.
enum class Location { cell, node, edge };

/// What a field's number means in time.
enum class TimeMeaning { constant, instant, mean, sum, maximum, minimum };

/// Name, unit and meaning of a field: all that a reader of results needs to know about it.
struct FieldInfo {
    std::string name;          ///< `water_depth`: the same in YAML, results and reports
    std::string unit;          ///< UDUNITS spelling, `m`, `m s-1`; `1` where there is none
    std::string long_name;     ///< a phrase for people
    std::string standard_name; ///< of the CF table; empty where it has none
    Location location = Location::cell;
    TimeMeaning meaning = TimeMeaning::instant;
    double precision =
        0.0; ///< results may be rounded by at most half of this [unit]; 0 keeps every bit of a float32
    double background = 0.0; ///< the value of "nothing here" (a dry cell); chunks full of it take no space
};

/// Named numbers on cells, nodes or edges. A cell without a value (outside the mapped area) holds NaN.
struct Field {
    FieldInfo info;
    Array2D<double> cells;      ///< rows × columns where location is `cell`
    std::vector<double> values; ///< one per node or edge elsewhere
};

/// All fields of a territory and of a run, by name, in alphabetical order.
class FieldStore {
  public:
    bool has(std::string const& name) const { return fields_.contains(name); }
    /// @pre has(name)
    Field const& at(std::string const& name) const;
    Field& at(std::string const& name);
    /// Adds a field or replaces the one of the same name; references to other fields stay valid.
    Field& put(Field field);
    std::map<std::string, Field> const& all() const { return fields_; }

  private:
    std::map<std::string, Field> fields_;
};

} // namespace jumelle
