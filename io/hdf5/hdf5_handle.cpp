#include "io/hdf5/hdf5_handle.hpp"

#include <fmt/format.h>
#include <string>

#include "core/base/error.hpp"

namespace jumelle::hdf5 {

namespace {

/// The text after `error message = '` in HDF5's report of a failed system call.
std::string system_reason(std::string const& report) {
    std::string const mark = "error message = '";
    auto const begin = report.find(mark);
    if (begin == std::string::npos) return {};
    auto const from = begin + mark.size();
    return report.substr(from, report.find('\'', from) - from);
}

struct Reasons {
    std::string innermost; ///< what went wrong deepest in the library
    std::string system;    ///< what the operating system said
};

herr_t collect(unsigned, H5E_error2_t const* error, void* data) {
    auto& reasons = *static_cast<Reasons*>(data);
    std::string const report = error->desc != nullptr ? error->desc : "";
    if (reasons.innermost.empty()) reasons.innermost = report;
    if (reasons.system.empty()) reasons.system = system_reason(report);
    return 0;
}

std::recursive_mutex& library_mutex() {
    static std::recursive_mutex mutex;
    return mutex;
}

} // namespace

void fail(std::string_view action) {
    Reasons reasons;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect, &reasons);
    std::string const& reason = reasons.system.empty() ? reasons.innermost : reasons.system;
    throw IoError(fmt::format("{} ({})", reason.empty() ? "HDF5 gave no reason" : reason, action));
}

Session::Session() : alone_(library_mutex()) {
    H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Session::~Session() {
    H5Eset_auto2(H5E_DEFAULT, print_, print_data_);
}

} // namespace jumelle::hdf5
