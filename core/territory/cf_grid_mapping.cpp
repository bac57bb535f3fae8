#include "core/territory/cf_grid_mapping.hpp"

#include <map>
#include <memory>
#include <numbers>
#include <optional>
#include <proj.h>

namespace jumelle {

namespace {

struct FreeContext {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
struct FreeObject {
    void operator()(PJ* object) const noexcept { proj_destroy(object); }
};
using Context = std::unique_ptr<PJ_CONTEXT, FreeContext>;
using Object = std::unique_ptr<PJ, FreeObject>;

/// EPSG codes of the parameters of projections.
constexpr int latitude_of_origin = 8801;
constexpr int longitude_of_origin = 8802;
constexpr int scale_at_origin = 8805;
constexpr int false_easting = 8806;
constexpr int false_northing = 8807;
constexpr int latitude_of_false_origin = 8821;
constexpr int longitude_of_false_origin = 8822;
constexpr int first_standard_parallel = 8823;
constexpr int second_standard_parallel = 8824;
constexpr int false_easting_at_origin = 8826;
constexpr int false_northing_at_origin = 8827;

/// One attribute of CF and the EPSG parameters it takes its numbers from.
struct CfAttribute {
    std::string name;
    std::vector<int> parameters;
};
struct CfMethod {
    std::string name;
    std::vector<CfAttribute> attributes;
};

/// By EPSG code of the projection method.
std::map<int, CfMethod> const& cf_methods() {
    CfAttribute const easting{"false_easting", {false_easting}};
    CfAttribute const northing{"false_northing", {false_northing}};
    CfAttribute const latitude{"latitude_of_projection_origin", {latitude_of_origin}};
    CfAttribute const longitude{"longitude_of_projection_origin", {longitude_of_origin}};
    CfAttribute const meridian{"longitude_of_central_meridian", {longitude_of_origin}};
    std::vector<CfAttribute> const two_parallels{
        {"standard_parallel", {first_standard_parallel, second_standard_parallel}},
        {"latitude_of_projection_origin", {latitude_of_false_origin}},
        {"longitude_of_central_meridian", {longitude_of_false_origin}},
        {"false_easting", {false_easting_at_origin}},
        {"false_northing", {false_northing_at_origin}}};
    CfAttribute const scale{"scale_factor_at_projection_origin", {scale_at_origin}};
    static std::map<int, CfMethod> const methods{
        {9801,
         {"lambert_conformal_conic",
          {{"standard_parallel", {latitude_of_origin}}, latitude, meridian, easting, northing}}},
        {9802, {"lambert_conformal_conic", two_parallels}},
        {9804, {"mercator", {longitude, scale, easting, northing}}},
        {9805,
         {"mercator", {longitude, {"standard_parallel", {first_standard_parallel}}, easting, northing}}},
        {9807,
         {"transverse_mercator",
          {{"scale_factor_at_central_meridian", {scale_at_origin}}, latitude, meridian, easting, northing}}},
        {9809, {"stereographic", {latitude, longitude, scale, easting, northing}}},
        {9820, {"lambert_azimuthal_equal_area", {latitude, longitude, easting, northing}}},
        {9822, {"albers_conical_equal_area", two_parallels}}};
    return methods;
}

double degrees(double radians) {
    // Ten decimals: 0.01 mm on the ground, and 46.5 instead of 46.499999999999993.
    constexpr double decimals = 1e10;
    double const exact = radians * 180.0 / std::numbers::pi;
    return static_cast<double>(static_cast<long long>(exact * decimals + (exact < 0 ? -0.5 : 0.5))) /
           decimals;
}

/// The projected CRS itself: of a compound CRS the horizontal part.
Object horizontal(PJ_CONTEXT* context, std::string const& wkt) {
    Object crs(proj_create(context, wkt.c_str()));
    if (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS)
        crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
    if (crs && proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS)
        crs.reset(proj_get_source_crs(context, crs.get()));
    if (crs && proj_get_type(crs.get()) != PJ_TYPE_PROJECTED_CRS) crs.reset();
    return crs;
}

int method_code(PJ_CONTEXT* context, PJ const* operation) {
    char const* authority = nullptr;
    char const* code = nullptr;
    proj_coordoperation_get_method_info(context, operation, nullptr, &authority, &code);
    bool const epsg = authority != nullptr && code != nullptr && std::string(authority) == "EPSG";
    return epsg ? std::atoi(code) : 0;
}

/// [°] for angles, [m] for lengths, [1] for scales.
std::optional<double> parameter(PJ_CONTEXT* context, PJ const* operation, int wanted) {
    int const count = proj_coordoperation_get_param_count(context, operation);
    for (int i = 0; i < count; ++i) {
        char const* code = nullptr;
        char const* category = nullptr;
        double value = 0.0;
        double factor = 1.0; // to radians or metres
        proj_coordoperation_get_param(context, operation, i, nullptr, nullptr, &code, &value, nullptr,
                                      &factor, nullptr, nullptr, nullptr, &category);
        if (code == nullptr || std::atoi(code) != wanted) continue;
        bool const angle = category != nullptr && std::string(category) == "angular";
        return angle ? degrees(value * factor) : value * factor;
    }
    return std::nullopt;
}

void add_ellipsoid(PJ_CONTEXT* context, PJ const* crs, CfGridMapping& mapping) {
    Object const ellipsoid(proj_get_ellipsoid(context, crs));
    Object const meridian(proj_get_prime_meridian(context, crs));
    double semi_major_m = 0.0;
    double inverse_flattening = 0.0;
    if (ellipsoid && proj_ellipsoid_get_parameters(context, ellipsoid.get(), &semi_major_m, nullptr, nullptr,
                                                   &inverse_flattening) != 0) {
        mapping.numbers.push_back({"semi_major_axis", {semi_major_m}});
        if (inverse_flattening > 0.0) mapping.numbers.push_back({"inverse_flattening", {inverse_flattening}});
    }
    double longitude = 0.0;
    double factor = 0.0;
    if (meridian &&
        proj_prime_meridian_get_parameters(context, meridian.get(), &longitude, &factor, nullptr) != 0) {
        mapping.numbers.push_back({"longitude_of_prime_meridian", {degrees(longitude * factor)}});
    }
}

} // namespace

CfGridMapping cf_grid_mapping(Crs const& crs) {
    CfGridMapping mapping;
    Context const context(proj_context_create());
    proj_log_level(context.get(), PJ_LOG_NONE);
    Object const projected = horizontal(context.get(), crs.wkt);
    if (!projected) return mapping;
    Object const operation(proj_crs_get_coordoperation(context.get(), projected.get()));
    auto const method = cf_methods().find(operation ? method_code(context.get(), operation.get()) : 0);
    if (method == cf_methods().end()) return mapping;
    mapping.name = method->second.name;
    for (auto const& attribute : method->second.attributes) {
        std::vector<double> numbers;
        for (int const code : attribute.parameters) {
            if (auto const number = parameter(context.get(), operation.get(), code))
                numbers.push_back(*number);
        }
        if (!numbers.empty()) mapping.numbers.emplace_back(attribute.name, numbers);
    }
    add_ellipsoid(context.get(), projected.get(), mapping);
    return mapping;
}

} // namespace jumelle
