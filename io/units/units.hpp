#pragma once

#include <memory>
#include <optional>
#include <string>

namespace jumelle {

/// From a number in one unit to the number in another: `factor * number + offset`.
struct Conversion {
    double factor = 1.0;
    double offset = 0.0;
    double operator()(double number) const { return factor * number + offset; }
};

/// The units that a person may write: all of UDUNITS-2 (`m`, `mm/h`, `m3/s`, `m s-1`, `%`, `°C`, `km/h`,
/// `d`), `EUR`, and, by a rule of its own, the unit of Manning's n (`s/m^(1/3)`, `s m-1/3`), for UDUNITS
/// knows no fractional powers. Timestamps, logarithmic units and numbers inside a unit (`2 m 3`) are refused.
/// Several threads may ask one object, or several: UDUNITS itself is not thread-safe, so calls wait in turn.
class UnitSystem {
  public:
    /// Loads the database of UDUNITS.
    /// @throws std::runtime_error (IoError) where it cannot be read
    UnitSystem();
    ~UnitSystem();
    UnitSystem(UnitSystem const&) = delete;
    UnitSystem& operator=(UnitSystem const&) = delete;

    bool knows(std::string const& unit) const;
    /// @returns nothing where one of the two is unknown or they measure different things
    std::optional<Conversion> between(std::string const& from, std::string const& to) const;
    /// To the SI base units of the same dimension: mm/h to m/s, °C to K, degree to radian, % to 1.
    /// @returns nothing where the unit is unknown
    std::optional<Conversion> to_si(std::string const& unit) const;

  private:
    struct Database;
    std::unique_ptr<Database> database_;
};

/// One unit system for the whole process, loaded when it is first asked for: loading takes some milliseconds.
/// @throws IoError where the database cannot be read
UnitSystem const& common_units();

} // namespace jumelle
