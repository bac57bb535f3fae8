#pragma once

#include "models/flood/sections.hpp"
#include "models/flood/thresholds.hpp"

namespace jumelle::flood {

/// What is noted of every step beside the maxima; either may be null.
struct Watch {
    Thresholds* thresholds = nullptr;
    CountedFaces* faces = nullptr;
};

} // namespace jumelle::flood
