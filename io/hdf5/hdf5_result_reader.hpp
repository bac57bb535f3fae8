#pragma once

#include <filesystem>
#include <memory>

#include "core/results/result_source.hpp"

namespace jumelle {

/// Reads what Hdf5ResultWriter wrote, also a `.part` file of a run that was killed: of such a file only the
/// steps whose time value is there count.
class Hdf5ResultReader : public ResultSource {
  public:
    /// @throws IoError where the file is missing or cannot be opened, InputError where it is not a results
    /// file of this program or is cut off
    explicit Hdf5ResultReader(std::filesystem::path const& path);
    ~Hdf5ResultReader() override;
    Hdf5ResultReader(Hdf5ResultReader&&) noexcept;

    RunDescription const& description() const override;
    Field read_field(std::string const& name, Index step) const override;
    Field read_field(std::string const& name) const override;
    GaugeRecord read_gauges() const override;
    SeriesRecord read_series() const override;
    RoadRecord read_roads() const override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace jumelle
