#pragma once

#include "app/options.hpp"
#include "app/study.hpp"

namespace jumelle::app {

/// Writes the plan and the job scripts of a study (`jobs/` in its folder), for the runs that are not done,
/// and hands them over to the batch system unless `options` asks for the texts only.
/// @returns an exit code
/// @throws InputError where an option is wrong, IoError where nothing can be written or handed over
int submit(Study const& study, StudyOptions const& options);

} // namespace jumelle::app
