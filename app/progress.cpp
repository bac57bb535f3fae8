#include "app/progress.hpp"

#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace jumelle::app {

namespace {

constexpr double cells_per_million = 1e6;

double speed(Progress const& progress) {
    return progress.wall_s > 0.0 ? progress.cell_updates / progress.wall_s / cells_per_million : 0.0;
}

double seconds_left(Progress const& progress) {
    double const done = progress.elapsed.seconds() / progress.duration.seconds();
    return done > 0.0 ? progress.wall_s * (1.0 - done) / done : 0.0;
}

class Silent : public ProgressListener {
  public:
    void advanced(Progress const&) override {}
};

class JsonLines : public ProgressListener {
  public:
    void advanced(Progress const& progress) override {
        nlohmann::ordered_json const line = {{"elapsed_s", progress.elapsed.seconds()},
                                             {"duration_s", progress.duration.seconds()},
                                             {"dt_s", progress.last_step.seconds()},
                                             {"wall_s", progress.wall_s},
                                             {"eta_s", seconds_left(progress)},
                                             {"cell_updates_per_s", speed(progress) * cells_per_million},
                                             {"balance_error_relative", progress.largest_balance_error}};
        std::fprintf(stderr, "%s\n", line.dump().c_str());
    }
};

class Line : public ProgressListener {
  public:
    void advanced(Progress const& progress) override {
        constexpr double redraw_every_s = 0.1; // faster flickers and costs more than it tells
        bool const last = progress.elapsed == progress.duration;
        if (!last && progress.wall_s - drawn_at_s_ < redraw_every_s) return;
        drawn_at_s_ = progress.wall_s;
        std::string const text =
            fmt::format("{} of {}  dt {:.3g} s  {:.1f} Mcells/s  balance {:.1e}  {} left",
                        to_text(progress.elapsed), to_text(progress.duration), progress.last_step.seconds(),
                        speed(progress), progress.largest_balance_error,
                        to_text(Duration::from_seconds(
                            static_cast<double>(static_cast<std::int64_t>(seconds_left(progress))))));
        std::fprintf(stderr, "\r\033[K%s%s", text.c_str(), last ? "\n" : "");
        std::fflush(stderr);
    }

  private:
    double drawn_at_s_ = -1.0;
};

} // namespace

std::unique_ptr<ProgressListener> make_progress(std::string const& style) {
    if (style == "json") return std::make_unique<JsonLines>();
    bool const on_terminal = isatty(STDERR_FILENO) == 1;
    if (style == "line" || (style == "auto" && on_terminal)) return std::make_unique<Line>();
    return std::make_unique<Silent>();
}

} // namespace jumelle::app
