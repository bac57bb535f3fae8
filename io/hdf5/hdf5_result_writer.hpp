#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/model/shared_work.hpp"
#include "core/results/result_sink.hpp"

namespace jumelle {

/// Writes the results of a run as HDF5 that is netCDF-4 with CF and UGRID.
///
/// A thread of its own compresses and writes, at most four output steps behind the run. The file is called
/// `run.nc.part` until `finish`; every output step is flushed, so a killed run leaves all of them readable.
/// Every function throws IoError, at the latest one call after the thread met the fault. Destroyed before
/// `finish`, it closes the file and leaves it under its `.part` name.
class Hdf5ResultWriter : public ResultSink {
  public:
    /// Touches nothing yet; a file already at `path` stays as it is until `finish`.
    /// @param layouts of files, shared with the writers of other runs; null: there are none
    explicit Hdf5ResultWriter(std::filesystem::path path, SharedWork* layouts = nullptr);
    ~Hdf5ResultWriter() override;

    /// @throws IoError where the folder is missing or another process writes the same results
    void begin(RunHeader const& header, FieldStore const& fields) override;
    void write_step(Duration elapsed, FieldStore const& fields) override;
    void write_gauges(Duration elapsed, std::vector<std::vector<double>> const& values) override;
    void write_series(Duration elapsed, std::vector<double> const& values) override;
    void settle() override;
    void resume(RunHeader const& header) override;
    void archive_state(StateArchive& archive) override;
    void finish(RunFooter const& footer, FieldStore const& fields) override;

    /// What `field_data_sha256` says of the results; they are read for it only where they are many, or begun
    /// by an earlier process. @pre finished
    std::string data_sha256() const;

    /// Output steps that a kill of the program cannot harm any more.
    Index flushed_steps() const;

    /// `run.nc.part` for `run.nc`.
    static std::filesystem::path part_path(std::filesystem::path const& path);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace jumelle
