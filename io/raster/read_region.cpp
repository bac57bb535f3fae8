#include <algorithm>
#include <filesystem>

#include "io/raster/layer_faults.hpp"
#include "io/raster/polygon_csv.hpp"
#include "io/raster/raster_reader.hpp"

namespace jumelle {

Region read_region(RegionSpec const& spec, Crs const& crs) {
    Region region;
    if (spec.circle) region.circles.push_back({{spec.circle->x_m, spec.circle->y_m}, spec.circle->radius_m});
    if (spec.point) region.points.push_back({spec.point->first, spec.point->second});
    if (spec.polygons.empty()) return region;
    Value const& where = part_of(spec.where, "polygons");
    if (std::filesystem::path(spec.polygons).extension() == ".csv") {
        region.rings.push_back(read_polygon_csv(spec.polygons, where));
    } else {
        region.rings = with_place(where, [&] {
            return gis_driver().outline({spec.polygons, "", "", ""}, crs);
        });
    }
    return region;
}

std::vector<Point> read_line(std::string const& file, Crs const& crs, Value const& where) {
    if (std::filesystem::path(file).extension() == ".csv") return read_line_csv(file, where);
    return with_place(where, [&] { return gis_driver().line({file, "", "", ""}, crs); });
}

std::string read_layer_table(std::string const& file, std::string const& layer, Crs const& crs,
                             Value const& where) {
    return with_place(where, [&] { return gis_driver().table({file, layer, "", ""}, crs); });
}

} // namespace jumelle
