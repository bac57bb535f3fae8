#include "io/raster/gdal/errors.hpp"

#include <algorithm>
#include <cpl_error.h>

namespace jumelle {

namespace {

void CPL_STDCALL keep_complaint(CPLErr severity, CPLErrorNum, char const* message) {
    if (severity == CE_Failure || severity == CE_Fatal)
        static_cast<GdalErrors*>(CPLGetErrorHandlerUserData())->keep(message);
}

} // namespace

GdalErrors::GdalErrors() {
    CPLPushErrorHandlerEx(keep_complaint, this);
}

GdalErrors::~GdalErrors() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

void GdalErrors::keep(std::string message) {
    // A broken file can complain about each of its million lines; the first few say it all.
    constexpr std::size_t most = 8;
    if (complaints_.size() < most) complaints_.push_back(std::move(message));
}

std::string GdalErrors::told() const {
    if (complaints_.empty()) return "";
    std::string text = complaints_.front();
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    return ": " + text;
}

} // namespace jumelle
