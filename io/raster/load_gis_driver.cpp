#include <dlfcn.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

namespace {

namespace fs = std::filesystem;

constexpr char const* module_name = "libjumelle_raster_gdal.so";

/// The folders that hold the running program, and the library that this function is linked into.
std::vector<fs::path> own_folders() {
    std::vector<fs::path> folders;
    std::error_code failed;
    fs::path const program = fs::read_symlink("/proc/self/exe", failed);
    if (!failed) folders.push_back(program.parent_path());
    Dl_info info{};
    if (dladdr(reinterpret_cast<void const*>(&own_folders), &info) != 0 && info.dli_fname != nullptr) {
        fs::path const library = fs::absolute(info.dli_fname, failed);
        if (!failed && library.parent_path() != program.parent_path())
            folders.push_back(library.parent_path());
    }
    return folders;
}

GisDriver const& load() {
    auto const places = gis_driver_places();
    for (auto const& place : places) {
        std::error_code failed;
        if (!fs::exists(place, failed)) continue;
        void* const module = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (module == nullptr) throw IoError(fmt::format("cannot load {}: {}", place.string(), dlerror()));
        auto* const factory = reinterpret_cast<GisDriverFactory*>(dlsym(module, gis_driver_symbol));
        GisDriver const* const driver = factory == nullptr ? nullptr : factory(gis_driver_version);
        if (driver == nullptr)
            throw IoError(
                fmt::format("{} belongs to another version of jumelle; install again", place.string()));
        return *driver;
    }
    std::vector<std::string> tried;
    for (auto const& place : places) tried.push_back(place.string());
    throw IoError(fmt::format("the module that reads rasters, {}, is not installed; looked for {}",
                              module_name, fmt::join(tried, ", ")));
}

} // namespace

std::vector<fs::path> gis_driver_places() {
    std::vector<fs::path> places;
    for (auto const& folder : own_folders()) {
        for (auto const* way :
             {"../lib/jumelle", "../lib64/jumelle", JUMELLE_LIBRARY_FOLDER, "../lib", "jumelle", "."}) {
            places.push_back((folder / way / module_name).lexically_normal());
        }
    }
    return places;
}

GisDriver const& gis_driver() {
    static GisDriver const& driver = load();
    return driver;
}

} // namespace jumelle
