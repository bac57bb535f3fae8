#include "io/hdf5/netcdf_weather.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <numbers>

#include "core/base/file_faults.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/netcdf_input.hpp"

namespace jumelle::hdf5 {

namespace {

using Names = std::vector<std::string>;

/// How a column of ours may be called, and the unit that it is wanted in.
struct ColumnNames {
    WeatherColumn column;
    char const* unit;
    Names standard, usual;
};

std::vector<ColumnNames> const& column_names() {
    using enum WeatherColumn;
    static std::vector<ColumnNames> const all{
        {air_temperature, "K", {"air_temperature"}, {"Tair", "t2m", "tas", "T2"}},
        {relative_humidity, "1", {"relative_humidity"}, {"RH", "hurs", "RH2m"}},
        {specific_humidity, "1", {"specific_humidity"}, {"Qair", "huss", "Q2"}},
        {dew_point, "K", {"dew_point_temperature"}, {"d2m", "tdps"}},
        {wind_speed, "m/s", {"wind_speed"}, {"Wind", "sfcWind", "si10"}},
        {wind_from, "degree", {"wind_from_direction"}, {"Wdir", "wind_from_direction"}},
        {pressure, "Pa", {"surface_air_pressure", "air_pressure"}, {"PSurf", "sp", "ps"}},
        {global,
         "W/m2",
         {"surface_downwelling_shortwave_flux_in_air", "surface_downwelling_shortwave_flux"},
         {"SWdown", "ssrd", "rsds"}},
        {diffuse, "W/m2", {"surface_diffuse_downwelling_shortwave_flux_in_air"}, {"SWdif", "rsdsdiff"}},
        {longwave,
         "W/m2",
         {"surface_downwelling_longwave_flux_in_air", "surface_downwelling_longwave_flux"},
         {"LWdown", "strd", "rlds"}},
        {cloud_cover, "1", {"cloud_area_fraction"}, {"tcc", "clt"}},
    };
    return all;
}
ColumnNames const eastward{WeatherColumn::wind_speed, "m/s", {"eastward_wind"}, {"Wind_E", "u10", "uas"}};
ColumnNames const northward{WeatherColumn::wind_speed, "m/s", {"northward_wind"}, {"Wind_N", "v10", "vas"}};

class Reader {
  public:
    Reader(std::filesystem::path const& path, WeatherPlace const& place, UnitSystem const& units)
        : path_(path), input_(path), place_(place), units_(units), variables_(input_.variables()) {}

    WeatherTable read() {
        table_.file = path_.string();
        read_times();
        find_place();
        for (auto const& names : column_names()) {
            auto const variable = find(names);
            if (variable) table_[names.column] = values(*variable, names.unit);
        }
        if (table_[WeatherColumn::wind_speed].empty()) read_wind_parts();
        return std::move(table_);
    }

  private:
    [[noreturn]] void refuse(std::string message, std::string hint) const {
        refuse_file(path_.string(), std::move(message), std::move(hint));
    }
    std::string text(std::string const& variable, char const* attribute) const {
        return get_text(input_.open(variable).get(), attribute).value_or("");
    }

    std::optional<std::string> find(ColumnNames const& names) const {
        auto const among = [](Names const& known, std::string const& name) {
            return std::find(known.begin(), known.end(), name) != known.end();
        };
        for (auto const& name : variables_) {
            if (among(names.standard, text(name, "standard_name")) && begins_with_time(name)) return name;
        }
        for (auto const& name : names.usual) {
            if (among(variables_, name) && begins_with_time(name)) return name;
        }
        return std::nullopt;
    }
    bool begins_with_time(std::string const& name) const {
        auto const shape = input_.shape(name);
        return !shape.empty() && shape.front() == table_.time.size();
    }

    std::string coordinate(Names const& names) const {
        for (auto const& name : names) {
            if (std::find(variables_.begin(), variables_.end(), name) != variables_.end()) return name;
        }
        return "";
    }

    /// `hours since 2010-01-01 00:00:00`.
    void read_times() {
        std::string const name = coordinate({"time", "valid_time"});
        if (name.empty() || input_.shape(name).size() != 1)
            refuse("has no variable time along one dimension", "take a file of series over time");
        std::string const calendar = text(name, "calendar");
        if (!calendar.empty() && calendar != "standard" && calendar != "gregorian" &&
            calendar != "proleptic_gregorian")
            refuse(fmt::format("time follows the calendar '{}'", calendar),
                   "only the usual calendar has the days of the run");
        std::string const units = text(name, "units");
        auto const since = units.find(" since ");
        auto const unit =
            since == std::string::npos ? std::nullopt : units_.between(units.substr(0, since), "s");
        auto const origin = since == std::string::npos ? std::nullopt : moment(units.substr(since + 7));
        if (!unit || !origin)
            refuse(fmt::format("the units of time, '{}', are no time since a moment", units),
                   "write hours since 2010-01-01 00:00:00");
        auto const values = input_.read(name);
        if (values.empty()) refuse("has no times", "take a file with rows");
        for (double const value : values)
            table_.time.push_back(*origin + Duration::from_seconds((*unit)(value)));
        find_stamp(name, values);
    }
    /// With or without a time of the day, with a blank or a T.
    static std::optional<Instant> moment(std::string words) {
        while (words.ends_with(' ')) words.pop_back();
        if (words.ends_with(" UTC")) words.resize(words.size() - 4);
        if (auto const dot = words.find(".0"); dot != std::string::npos && dot + 2 == words.size())
            words.resize(dot);
        if (auto const blank = words.find(' '); blank != std::string::npos) words[blank] = 'T';
        return parse_instant(words);
    }
    void find_stamp(std::string const& time, std::vector<double> const& values) {
        std::string const bounds = text(time, "bounds");
        if (bounds.empty() || !input_.has(bounds)) return;
        auto const edges = input_.read(bounds);
        if (edges.size() != 2 * values.size() || edges[1] == edges[0]) return;
        double const share = (values[0] - edges[0]) / (edges[1] - edges[0]);
        constexpr double third = 1.0 / 3.0;
        table_.stamp = share < third         ? WeatherStamp::begin
                       : share > 2.0 * third ? WeatherStamp::end
                                             : WeatherStamp::middle;
    }

    void find_place() {
        std::string const lat = coordinate({"latitude", "lat"}), lon = coordinate({"longitude", "lon"});
        if (lat.empty() || lon.empty()) return;
        auto const latitudes = input_.read(lat);
        auto longitudes = input_.read(lon);
        constexpr double half_turn = 180.0, turn = 360.0;
        for (double& value : longitudes) value = value > half_turn ? value - turn : value;
        latitude_ = nearest(latitudes, place_.latitude_deg, "latitude");
        longitude_ = nearest(longitudes, place_.longitude_deg, "longitude");
        table_.latitude_deg = latitudes[latitude_];
        table_.longitude_deg = longitudes[longitude_];
    }
    std::size_t nearest(std::vector<double> const& nodes, std::optional<double> wanted,
                        char const* name) const {
        if (nodes.size() == 1) return 0;
        if (!wanted)
            refuse(fmt::format("has {} {}s", nodes.size(), name),
                   fmt::format("write {} beside netcdf", name));
        std::size_t best = 0;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            if (std::abs(nodes[i] - *wanted) < std::abs(nodes[best] - *wanted)) best = i;
        }
        double const step = std::abs(nodes[1] - nodes[0]);
        if (std::abs(nodes[best] - *wanted) > step)
            refuse(fmt::format("its {}s {:g} … {:g} do not hold {:g}", name, nodes.front(), nodes.back(),
                               *wanted),
                   "take a file of the place");
        return best;
    }

    WeatherTable::Column values(std::string const& name, char const* unit) const {
        auto const shape = input_.shape(name);
        Slab slab;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            bool const is_row = shape.size() >= 3 && i + 2 == shape.size();
            bool const is_column = shape.size() >= 3 && i + 1 == shape.size();
            std::size_t const index = shape[i] == 1 ? 0 : is_row ? latitude_ : is_column ? longitude_ : 0;
            if (i > 0 && index >= shape[i])
                refuse(fmt::format("{} has {} along a dimension where the place is the {}th", name, shape[i],
                                   index),
                       "its last two dimensions must be latitude and longitude");
            slab.begin.push_back(i == 0 ? 0 : index);
            slab.count.push_back(i == 0 ? shape[0] : 1);
        }
        auto const raw = input_.read(name, slab);
        return in_unit(name, unit, raw);
    }

    WeatherTable::Column in_unit(std::string const& name, char const* unit,
                                 std::vector<double> const& raw) const {
        Handle const variable = input_.open(name);
        double const factor = get_number(variable.get(), "scale_factor").value_or(1.0);
        double const offset = get_number(variable.get(), "add_offset").value_or(0.0);
        auto const fill = get_number(variable.get(), "_FillValue"),
                   none = get_number(variable.get(), "missing_value");
        Conversion const to_si = conversion(name, unit);
        WeatherTable::Column made;
        for (double const value : raw) {
            bool const is_missing = std::isnan(value) || (fill && value == *fill) || (none && value == *none);
            made.push_back(is_missing ? std::nullopt : std::optional(to_si(factor * value + offset)));
        }
        return made;
    }
    Conversion conversion(std::string const& name, std::string const& unit) const {
        std::string named = text(name, "units");
        if (named == "(0 - 1)" || named == "kg/kg" || named == "kg kg-1" || named == "kg kg**-1") named = "1";
        for (auto at = named.find("**"); at != std::string::npos; at = named.find("**")) named.erase(at, 2);
        if (auto const direct = units_.between(named, unit)) return *direct;
        auto const energy = units_.between(named, "J/m2");
        if (energy && unit == "W/m2" && table_.time.size() > 1)
            return {energy->factor / (table_.time[1] - table_.time[0]).seconds(), 0.0};
        refuse(fmt::format("the unit '{}' of {} does not convert to {}", named, name, unit),
               "correct its attribute units");
    }

    void read_wind_parts() {
        auto const east = find(eastward), north = find(northward);
        if (!east || !north) return;
        auto const u = values(*east, "m/s"), v = values(*north, "m/s");
        constexpr double half_turn = 180.0;
        for (std::size_t i = 0; i < u.size(); ++i) {
            bool const is_known = u[i] && v[i];
            table_[WeatherColumn::wind_speed].push_back(is_known ? std::optional(std::hypot(*u[i], *v[i]))
                                                                 : std::nullopt);
            table_[WeatherColumn::wind_from].push_back(
                is_known ? std::optional(half_turn + std::atan2(*u[i], *v[i]) * half_turn / std::numbers::pi)
                         : std::nullopt);
        }
    }

    std::filesystem::path const path_;
    NetcdfInput const input_;
    WeatherPlace const& place_;
    UnitSystem const& units_;
    std::vector<std::string> const variables_;
    WeatherTable table_;
    std::size_t latitude_ = 0, longitude_ = 0;
};

/// netCDF-4 is HDF5; the older format begins with CDF.
void check_format(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw IoError(fmt::format("{}: cannot be read", file.string()));
    std::array<char, 3> first{};
    stream.read(first.data(), first.size());
    if (std::string_view(first.data(), first.size()) != "CDF") return;
    refuse_file(file.string(), "is a netCDF file of the classic format, which is not read",
                "convert it: nccopy -k nc4 old.nc new.nc");
}

} // namespace

WeatherTable read_netcdf_weather(std::filesystem::path const& file, WeatherPlace const& place,
                                 UnitSystem const& units) {
    Session const session;
    check_format(file);
    return Reader(file, place, units).read();
}

} // namespace jumelle::hdf5
