#pragma once

#include <filesystem>

#include "core/scenario/study.hpp"

namespace jumelle {

/// Reads and checks a study file; its scenarios are not looked at. Files with measures are searched beside
/// the study file; paths inside values of the scenario begin, as in the base, at the base's folder.
/// @throws InputError with every fault of the file
/// @throws IoError where an existing file cannot be read
StudySpec read_study(std::filesystem::path const& file);

} // namespace jumelle
