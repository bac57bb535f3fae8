#pragma once

#include <string>

#include "io/report/frames.hpp"

namespace jumelle::report {

/// What the scripts of a page read: everything but the blobs, as JSON that can stand inside a script element.
/// Adds the frames of all maps, roads, curves and scenarios to `blobs`.
std::string page_data(ReportInput const& input, BlobStore& blobs);

} // namespace jumelle::report
