#include "io/raster/rain_maps.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/parallel/loops.hpp"
#include "io/raster/layer_faults.hpp"

namespace jumelle {

namespace {

constexpr double most_bytes = 8.0 * 1024.0 * 1024.0 * 1024.0;
constexpr double strongest_mps = 10.0 / 3600.0; // the limit of uniform rain, 10 m/h

/// Reads all maps of one scenario, file after file.
class MapReader {
  public:
    MapReader(RainMapsSpec const& spec, Grid const& grid, Instant start, UnitConversion const& convert)
        : spec_(spec), grid_(grid), start_(start), convert_(convert) {}

    RainMaps read() {
        for (auto const& file : spec_.files) read_file(file);
        if (maps_.empty()) throw InputError(fault("files", "holds no map", "name files that do"));
        std::size_t const count = maps_.begin_s.size();
        double const last = maps_.begin_s.back();
        if (spec_.every_s) {
            maps_.end_s = last + *spec_.every_s;
        } else if (count > 1) {
            maps_.end_s = last + (last - maps_.begin_s[count - 2]);
        } else {
            throw InputError(fault("files", "holds one map, so nothing says how long it lasts",
                                   "say how long a map holds, for example every: 5 min"));
        }
        return std::move(maps_);
    }

  private:
    Fault fault(char const* key, std::string message, std::string hint) const {
        return part_of(spec_.where, key).fault(std::move(message), std::move(hint), FaultKind::data);
    }

    void read_file(std::string const& file) {
        std::string const name =
            spec_.variable.empty() ? file : fmt::format("NETCDF:\"{}\":{}", file, spec_.variable);
        auto const stack = with_place(spec_.where, [&] { return gis_driver().stack(name); });
        double const bytes =
            static_cast<double>(maps_.begin_s.size() + static_cast<std::size_t>(stack.bands)) *
            static_cast<double>(grid_.size()) * sizeof(float);
        if (bytes > most_bytes) {
            throw InputError(fault("files",
                                   fmt::format("{} and the maps before it need {:.0f} GiB of memory", file,
                                               bytes / most_bytes * 8.0),
                                   "use fewer maps or a coarser resolution"));
        }
        double const factor = factor_of(stack, file);
        for (int band = 1; band <= stack.bands; ++band) {
            add_time(stack, file, band);
            read_band({name, band, spec_.crs}, factor);
        }
    }

    /// Metres per second of one unit of the file.
    double factor_of(RasterStack const& stack, std::string const& file) const {
        std::string const unit = spec_.unit.empty() ? stack.unit : spec_.unit;
        if (unit.empty()) {
            throw InputError(fault("unit", fmt::format("{} does not say the unit of its rain", file),
                                   "say it, for example unit: mm/h"));
        }
        auto const factor = convert_(1.0, unit, "m/s");
        if (!factor) {
            throw InputError(fault("unit", fmt::format("'{}' is no unit of rain intensity", unit),
                                   "write for example unit: mm/h"));
        }
        return *factor;
    }

    double time_of(RasterStack const& stack, std::string const& file, int band) const {
        auto const maps_so_far = static_cast<double>(maps_.begin_s.size());
        if (spec_.every_s) return spec_.start_s + maps_so_far * *spec_.every_s;
        auto const since = stack.times_unit.find(" since ");
        bool const has_times =
            stack.times.size() == static_cast<std::size_t>(stack.bands) && since != std::string::npos;
        if (!has_times) {
            throw InputError(fault("files", fmt::format("{} does not say when its maps hold", file),
                                   "say how long a map holds, for example every: 5 min"));
        }
        std::string moment = stack.times_unit.substr(since + std::string(" since ").size());
        if (auto const space = moment.find(' '); space != std::string::npos) moment[space] = 'T';
        auto const origin = parse_instant(moment);
        auto const seconds = convert_(1.0, stack.times_unit.substr(0, since), "s");
        if (!origin || !seconds) {
            throw InputError(
                fault("files",
                      fmt::format("{} counts time in '{}', which is not understood", file, stack.times_unit),
                      "the units are like: minutes since 2007-06-08T00:00"));
        }
        return (*origin - start_).seconds() + stack.times[static_cast<std::size_t>(band) - 1] * *seconds;
    }

    void add_time(RasterStack const& stack, std::string const& file, int band) {
        double const time_s = time_of(stack, file, band);
        if (!maps_.begin_s.empty() && time_s <= maps_.begin_s.back()) {
            throw InputError(
                fault("files", fmt::format("band {} of {} does not come after the map before it", band, file),
                      "files are read in the order of their names"));
        }
        maps_.begin_s.push_back(time_s);
    }

    void read_band(RasterSource const& source, double factor) {
        Array2D<double> cells(grid_.rows, grid_.columns);
        with_place(spec_.where,
                   [&] { return gis_driver().read(source, grid_, Resampling::nearest, cells.view()); });
        Array2D<float> map(grid_.rows, grid_.columns);
        for (Index r = 0; r < grid_.rows; ++r) {
            for (Index c = 0; c < grid_.columns; ++c) {
                double const intensity = std::isfinite(cells(r, c)) ? factor * cells(r, c) : 0.0;
                if (intensity < 0.0 || intensity > strongest_mps) refuse(source, {r, c}, cells(r, c));
                map(r, c) = static_cast<float>(intensity);
            }
        }
        maps_.intensity_mps.push_back(std::move(map));
    }

    void refuse(RasterSource const& source, Cell cell, double value) const {
        Point const at = grid_.centre(cell);
        throw InputError(fault("files",
                               fmt::format("band {} of {} has rain of {:g} at x {}, y {}", source.band,
                                           source.file, value, at.x_m, at.y_m),
                               value < 0.0 ? "rain is not negative; a missing value must be marked as one"
                                           : "it is more than 10 m/h; is the unit right?"));
    }

    RainMapsSpec const& spec_;
    Grid const& grid_;
    Instant start_;
    UnitConversion const& convert_;
    RainMaps maps_;
};

} // namespace

RainMaps read_rain_maps(RainMapsSpec const& spec, Grid const& grid, Instant start,
                        UnitConversion const& convert) {
    return MapReader(spec, grid, start, convert).read();
}

} // namespace jumelle
