#include <cstdio>
#include <filesystem>

#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "app/report_input.hpp"
#include "app/run_scenario.hpp"
#include "app/weights.hpp"

namespace jumelle::app {

namespace fs = std::filesystem;

int report_verb(ReportOptions const& options) {
    fs::path const first = options.results.front();
    bool const is_study = options.results.size() == 1 && fs::is_directory(first);
    ReportInput input = is_study
                            ? report_of_study(first.lexically_normal(),
                                              options.takes_incomplete ? Missing::left_out : Missing::refused)
                            : report_of_runs(options.results);
    input.language = options.language;
    input.weights = read_weights(options.weights);
    fs::path const folder = is_study ? first : fs::absolute(first).parent_path();
    fs::path const page = options.output.empty() ? folder / "report.html" : fs::path(options.output);
    if (page.has_parent_path()) make_folder(page.parent_path());
    write_text(page, report_page(input));
    std::printf("%s\n", page.c_str());
    return exit_ok;
}

} // namespace jumelle::app
