#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/model/shared_work.hpp"
#include "core/results/result_sink.hpp"
#include "io/hdf5/file_image.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/series_layout.hpp"
#include "io/hdf5/tile_encoder.hpp"

namespace jumelle::hdf5 {

/// The outputs of one moment, ready to be written.
struct OutputStep {
    double time_s = 0.0;
    std::vector<RoundedField> fields;
};

/// Gauge values and series of several moments.
struct GaugeRows {
    std::vector<double> time_s;
    std::vector<std::vector<double>> values; ///< [gauge field][moment × gauges + gauge]
    std::vector<std::vector<double>> series; ///< [moment][series]
};

/// A results file at one moment of its run, from which it can be gone on with.
struct ResultMark {
    std::int64_t steps = 0, gauge_rows = 0;
    FileImage image;
    void archive_state(StateArchive& archive);
};

/// The results file of one run while it is being written. All functions throw IoError and are called from
/// one thread.
class ResultFile {
  public:
    /// Creates the file with its layout and provenance, and flushes it.
    /// @param layouts shared with other runs; null: there are none
    ResultFile(std::filesystem::path const& path, RunHeader const& header, SharedWork* layouts);
    /// Takes an unfinished file back to where it was, and opens it.
    ResultFile(std::filesystem::path const& path, RunHeader const& header, ResultMark const& mark);
    ~ResultFile();
    ResultFile(ResultFile const&) = delete;
    ResultFile& operator=(ResultFile const&) = delete;

    /// Constants and summaries: fields without a time.
    void write_fixed(std::vector<RoundedField> const& fields);
    /// Writes one moment and flushes; the time value goes last, so that a step whose time is there is whole.
    void write_step(OutputStep const& step);
    void write_gauges(GaugeRows const& rows);
    void write_footer(RunFooter const& footer);
    /// Waits until all that was written is on the disk. @returns what it takes to come back to here
    ResultMark settle();
    void flush();
    void close();
    /// After a fault: leaves the file as the last flush left it.
    void abandon() noexcept;

  private:
    using EncodedField = std::vector<EncodedTile>;
    void write_series(std::vector<std::vector<double>> const& moments);
    void prepare(RunHeader const& header);
    void add_encoders(std::vector<FieldInfo> const& infos, Territory const& territory);
    /// Compresses fields and makes sure that the disk has room for them.
    std::vector<EncodedField> encode(std::vector<RoundedField> const& fields);
    void write_tiles(std::string const& name, EncodedField const& tiles, std::optional<hsize_t> step);

    NetcdfFile file_;
    struct FieldVariable {
        TileEncoder encoder;
        Location location;
    };
    std::map<std::string, FieldVariable> fields_;
    std::vector<std::string> gauge_variables_;
    std::vector<SeriesVariable> series_variables_;
    hsize_t steps_ = 0;
    hsize_t gauge_rows_ = 0;
    /// A chunk whose place in the file has not been asked for.
    struct FreshChunk {
        std::string variable;
        ChunkOffset offset;
        std::uint32_t checksum;
    };
    std::vector<FreshChunk> fresh_;
    std::vector<WrittenOnce> written_;
};

} // namespace jumelle::hdf5
