#include "core/territory/crs.hpp"

#include <cstdlib>
#include <memory>
#include <proj.h>

namespace jumelle {

namespace {

struct FreeContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct FreeObject {
    void operator()(PJ* object) const { proj_destroy(object); }
};
using Object = std::unique_ptr<PJ, FreeObject>;

/// Whether `text` says which CRS it means: WKT, PROJJSON, a PROJ string, or authority and code. PROJ would
/// also search its database for names like `text`, and answers even `42`.
bool is_definition(std::string const& text) {
    if (text.find_first_of("[{") != std::string::npos) return true;
    if (text.find("+proj=") != std::string::npos) return true;
    return text.find(':') != std::string::npos && text.find(' ') == std::string::npos;
}

/// PROJ's database connection and its settings. One for each question: PROJ is not asked often enough for
/// sharing one between threads to pay.
class Database {
  public:
    Database() : context_(proj_context_create()) { proj_log_level(context_.get(), PJ_LOG_NONE); }

    PJ_CONTEXT* context() const { return context_.get(); }

    /// The CRS that `text` names; null where there is none.
    Object parse(std::string const& text) const {
        if (!is_definition(text)) return nullptr;
        std::string definition = text;
        // A bare PROJ string is a conversion; this makes it a CRS.
        bool const is_proj_string = text.find("+proj=") != std::string::npos;
        if (is_proj_string && text.find("+type=") == std::string::npos) definition += " +type=crs";
        Object object(proj_create(context(), definition.c_str()));
        if (object && !proj_is_crs(object.get())) return nullptr;
        return object;
    }

    /// The CRS of easting and northing within a compound CRS, or within one that is bound to a datum shift.
    Object horizontal(Object object) const {
        while (object) {
            PJ_TYPE const type = proj_get_type(object.get());
            if (type == PJ_TYPE_COMPOUND_CRS) {
                object.reset(proj_crs_get_sub_crs(context(), object.get(), 0));
            } else if (type == PJ_TYPE_BOUND_CRS) {
                object.reset(proj_get_source_crs(context(), object.get()));
            } else {
                break;
            }
        }
        return object;
    }

    std::string wkt(PJ const* object, PJ_WKT_TYPE type) const {
        char const* const options[] = {"MULTILINE=NO", nullptr};
        char const* const text = proj_as_wkt(context(), object, type, options);
        return text == nullptr ? "" : text;
    }

  private:
    std::unique_ptr<PJ_CONTEXT, FreeContext> context_;
};

/// The EPSG code that a CRS carries; 0 where it carries none.
int own_epsg(PJ const* object) {
    char const* const authority = proj_get_id_auth_name(object, 0);
    char const* const code = proj_get_id_code(object, 0);
    if (authority == nullptr || code == nullptr || std::string(authority) != "EPSG") return 0;
    return std::atoi(code);
}

/// The code of the entry of the EPSG database that says exactly the same as `object`, though it is not named.
int recognised_epsg(Database const& database, PJ const* object) {
    constexpr int certain = 100; // PROJ's confidence: same definition and name
    int* confidences = nullptr;
    PJ_OBJ_LIST* const found = proj_identify(database.context(), object, "EPSG", nullptr, &confidences);
    int code = 0;
    if (found != nullptr && proj_list_get_count(found) > 0 && confidences[0] >= certain) {
        Object const best(proj_list_get(database.context(), found, 0));
        code = own_epsg(best.get());
    }
    proj_int_list_destroy(confidences);
    proj_list_destroy(found);
    return code;
}

std::string why_no_axes(Database const& database, PJ const* object) {
    Object const axes(proj_crs_get_coordinate_system(database.context(), object));
    int const count = axes ? proj_cs_get_axis_count(database.context(), axes.get()) : 0;
    if (count < 2) return "has no two axes";
    for (int axis = 0; axis < 2; ++axis) {
        char const* direction = nullptr;
        char const* unit = nullptr;
        double metres = 0.0;
        if (!proj_cs_get_axis_info(database.context(), axes.get(), axis, nullptr, nullptr, &direction,
                                   &metres, &unit, nullptr, nullptr)) {
            return "has an axis that cannot be read";
        }
        if (metres != 1.0) return std::string("has its axes in ") + unit + ", not in metres";
        if (std::string(direction) == "west") return "has an axis that points west";
    }
    return "";
}

} // namespace

std::optional<Crs> find_crs(std::string const& name) {
    Database const database;
    Object object = database.parse(name);
    if (!object) return std::nullopt;
    Crs crs;
    crs.name = name;
    crs.wkt = database.wkt(object.get(), PJ_WKT2_2019);
    crs.wkt1 = database.wkt(object.get(), PJ_WKT1_GDAL);
    Object const horizontal = database.horizontal(std::move(object));
    if (!horizontal || crs.wkt.empty()) return std::nullopt;
    crs.epsg = own_epsg(horizontal.get());
    if (crs.epsg == 0) crs.epsg = recognised_epsg(database, horizontal.get());
    return crs;
}

std::string why_no_grid(Crs const& crs) {
    Database const database;
    Object const object = database.horizontal(database.parse(crs.wkt.empty() ? crs.name : crs.wkt));
    if (!object) return "is not known to PROJ";
    switch (proj_get_type(object.get())) {
    case PJ_TYPE_PROJECTED_CRS:
    case PJ_TYPE_ENGINEERING_CRS:
        return why_no_axes(database, object.get());
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
        return "is geographic: its axes are in degrees, not in metres";
    case PJ_TYPE_GEOCENTRIC_CRS:
        return "is geocentric: its axes start at the centre of the earth";
    case PJ_TYPE_VERTICAL_CRS:
        return "is vertical: it has heights only";
    default:
        return "is not a projected system";
    }
}

} // namespace jumelle
