#include "io/raster/gdal/reference.hpp"

#include <fmt/format.h>

#include "io/raster/gis_driver.hpp"

namespace jumelle {

namespace {

void make_plain(OGRSpatialReference& reference) {
    if (reference.IsCompound()) reference.StripVertical();
    // Files carry outdated TOWGS84 numbers; PROJ's own for a known datum are better and the same for all.
    reference.StripTOWGS84IfKnownDatum();
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
}

bool says_the_same(OGRSpatialReference const& a, OGRSpatialReference const& b) {
    char const* const criteria[] = {"CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
                                    "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "IGNORE_COORDINATE_EPOCH=YES",
                                    nullptr};
    return a.IsSame(&b, criteria) != 0;
}

} // namespace

OGRSpatialReference reference_of(Crs const& crs) {
    OGRSpatialReference reference;
    if (reference.importFromWkt(crs.wkt.c_str()) != OGRERR_NONE)
        throw GisTrouble(fmt::format("the CRS {} cannot be used", crs.name));
    make_plain(reference);
    return reference;
}

OGRSpatialReference reference_of_file(std::string const& file, std::string const& said_by_user,
                                      OGRSpatialReference const* own) {
    OGRSpatialReference reference;
    if (!said_by_user.empty()) {
        if (reference.SetFromUserInput(said_by_user.c_str()) != OGRERR_NONE)
            throw GisTrouble(fmt::format("the CRS '{}' is not known to PROJ", said_by_user),
                             "write an EPSG code, for example EPSG:2154");
    } else if (own != nullptr && !own->IsEmpty()) {
        reference = *own;
    } else {
        throw GisTrouble(fmt::format("{} does not say its CRS", file),
                         "say it beside the file's name, for example crs: EPSG:2154");
    }
    make_plain(reference);
    return reference;
}

std::string name_of(OGRSpatialReference const& reference) {
    OGRSpatialReference known = reference;
    if (known.GetAuthorityCode(nullptr) == nullptr) known.AutoIdentifyEPSG();
    char const* const authority = known.GetAuthorityName(nullptr);
    char const* const code = known.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
    char const* const name = reference.GetName();
    return name == nullptr ? "unnamed CRS" : name;
}

Transformation::Transformation(OGRSpatialReference const& from, OGRSpatialReference const& to) {
    if (says_the_same(from, to)) return;
    way_.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (!way_) throw GisTrouble(fmt::format("there is no way from {} to {}", name_of(from), name_of(to)));
}

std::optional<Point> Transformation::operator()(Point point) const {
    if (is_identity()) return point;
    int ok = FALSE;
    way_->Transform(1, &point.x_m, &point.y_m, nullptr, &ok);
    bool const finite = std::isfinite(point.x_m) && std::isfinite(point.y_m);
    if (ok == FALSE || !finite) return std::nullopt;
    return point;
}

} // namespace jumelle
