#pragma once

#include <string>
#include <vector>

#include "core/results/result_source.hpp"
#include "io/report/report.hpp"

namespace jumelle {

/// Which run to make.
struct MadeRun {
    std::string title = "A made run";
    Index rows = 4, columns = 6;
    int times = 3;           ///< 10 min apart, the first at the start
    double wetness = 1.0;    ///< all depths are multiplied with it
    double cell_noise = 0.0; ///< of the felt temperature, other in each cell [degC]
    std::string status = "completed";
    bool has_cells = true, has_roads = true, has_gauges = true;
    double dug_m = 0.0; ///< how much deeper the ground is in the first cell
};

/// A run without a file: depths and felt temperatures on cells, flows on two streets, a gauge.
class MadeSource : public ResultSource {
  public:
    explicit MadeSource(MadeRun run);
    RunDescription const& description() const override { return description_; }
    Field read_field(std::string const& name, Index step) const override;
    Field read_field(std::string const& name) const override;
    GaugeRecord read_gauges() const override;
    SeriesRecord read_series() const override { return {}; }
    RoadRecord read_roads() const override;

    /// Depth in a cell at an output step [m]: a pool that grows from the north-western corner.
    double depth_m(Index row, Index column, Index step) const;

  private:
    Field cells_of(FieldInfo const& info, Index step) const;
    MadeRun run_;
    RunDescription description_;
};

/// A report of such runs as options of one sample, named by their titles.
ReportInput report_of(std::vector<MadeRun> const& runs);

} // namespace jumelle
