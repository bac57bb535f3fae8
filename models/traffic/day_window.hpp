#pragma once

#include <vector>

#include "models/traffic/kernels/link_transmission/transmission.hpp"

namespace jumelle::traffic {

/// What happened on the edges between two times of the grid.
struct DayWindow {
    std::vector<double> left;   ///< vehicles that left each edge
    std::vector<double> time_s; ///< that those took on average; where nobody left, what the first of those on
                                ///< the edge has taken so far; NaN where there is nobody
    std::vector<double> queue; ///< at its end: who would have left by then on an empty, dry edge, and has not
    double vehicle_s = 0.0;    ///< time that vehicles spent on edges and waiting to enter
    double lost_s = 0.0;       ///< of that: in queues, on slow streets, waiting to enter
};

/// Reads windows of a run, each beginning where the last one ended.
class DayReader {
  public:
    explicit DayReader(LinkTransmission const& run);

    /// The window from the end of the last one to a time of the grid. @pre run.calculated() >= until
    DayWindow read(std::int32_t until);
    std::int32_t time() const { return time_; }
    void archive_state(StateArchive& archive) {
        archive("entry", entry_);
        archive("time", time_);
    }

  private:
    struct Spent {
        double vehicle_steps = 0.0, lost_steps = 0.0;
    };
    Spent read_link(std::int32_t link, std::int32_t until, DayWindow& window);
    Spent read_origins(std::int32_t until) const;
    /// When the vehicle of a count entered the link [steps]. Counts asked for must not fall.
    double entry_step(std::int32_t link, double count);

    LinkTransmission const& run_;
    std::vector<std::int32_t> entry_; ///< of each link: time before which the next to leave entered
    std::int32_t time_ = 0;
};

} // namespace jumelle::traffic
