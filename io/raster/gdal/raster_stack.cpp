#include <cstdlib>

#include <cpl_string.h>

#include "io/raster/gdal/raster_file.hpp"

namespace jumelle {

namespace {

/// Numbers of GDAL's `{0,300,600}`, or of a single `0`.
std::vector<double> numbers_in(char const* text) {
    CPLStringList const words(CSLTokenizeString2(text, "{}, ", 0));
    std::vector<double> numbers;
    for (int i = 0; i < words.size(); ++i) numbers.push_back(std::strtod(words[i], nullptr));
    return numbers;
}

} // namespace

RasterStack raster_stack(std::string const& name, GdalErrors& errors) {
    auto const data = open_dataset(name, GDAL_OF_RASTER, "raster", errors);
    RasterStack stack;
    stack.bands = data->GetRasterCount();
    if (stack.bands > 0) stack.unit = data->GetRasterBand(1)->GetUnitType();
    char const* const axis = data->GetMetadataItem("NETCDF_DIM_EXTRA");
    CPLStringList const axes(axis == nullptr ? nullptr : CSLTokenizeString2(axis, "{}, ", 0));
    if (axes.size() != 1) return stack;
    std::string const dimension = axes[0];
    char const* const values = data->GetMetadataItem(("NETCDF_DIM_" + dimension + "_VALUES").c_str());
    char const* const unit = data->GetMetadataItem((dimension + "#units").c_str());
    if (values == nullptr || unit == nullptr) return stack;
    stack.times = numbers_in(values);
    stack.times_unit = unit;
    return stack;
}

} // namespace jumelle
