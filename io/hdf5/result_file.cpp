#include "io/hdf5/result_file.hpp"

#include <limits>

#include "core/base/error.hpp"
#include "io/hdf5/draft_file.hpp"
#include "io/hdf5/durable_file.hpp"
#include "io/hdf5/result_layout.hpp"
#include "io/hdf5/result_names.hpp"
#include "io/hdf5/result_provenance.hpp"

namespace jumelle::hdf5 {

namespace {

/// A file with nothing but the layout of the run.
NetcdfFile laid_out(std::filesystem::path const& path, RunHeader const& header, SharedWork* layouts) {
    NetcdfDraft const draft = layout_of(header, layouts);
    auto const make = [&] { make_file(path, draft); };
    if (layouts == nullptr) {
        make();
    } else {
        write_file(path, *layouts->answer<FileBytes>(draft, [&] {
            make();
            return read_file(path);
        }));
    }
    return NetcdfFile(path);
}

NetcdfFile taken_back(std::filesystem::path const& path, ResultMark const& mark) {
    mark.image.put_back(path);
    return NetcdfFile(path);
}

} // namespace

void ResultMark::archive_state(StateArchive& archive) {
    archive("steps", steps);
    archive("gauge_rows", gauge_rows);
    archive("image", image);
}

ResultFile::ResultFile(std::filesystem::path const& path, RunHeader const& header, SharedWork* layouts)
    : file_(laid_out(path, header, layouts)) {
    put_provenance(file_, header);
    prepare(header);
    file_.flush();
}

ResultFile::ResultFile(std::filesystem::path const& path, RunHeader const& header, ResultMark const& mark)
    : file_(taken_back(path, mark)),
      steps_(static_cast<hsize_t>(mark.steps)),
      gauge_rows_(static_cast<hsize_t>(mark.gauge_rows)),
      written_(mark.image.written()) {
    prepare(header);
}

void ResultFile::prepare(RunHeader const& header) {
    add_encoders(header.constants, *header.territory);
    add_encoders(header.outputs, *header.territory);
    add_encoders(header.summaries, *header.territory);
    series_variables_ = series_variables(header.series);
    if (!header.gauges.empty()) {
        for (auto const& info : header.gauge_fields) gauge_variables_.push_back(gauge_prefix + info.name);
    }
}

ResultFile::~ResultFile() {
    try {
        Session const session;
        file_.close();
    } catch (IoError const&) {
        // Whoever wants to know calls close(); what was flushed before stays readable.
    }
}

void ResultFile::add_encoders(std::vector<FieldInfo> const& infos, Territory const& territory) {
    for (auto const& info : infos) {
        TileEncoder encoder(tiling_for(info, territory), static_cast<float>(info.background));
        fields_.emplace(info.name, FieldVariable{std::move(encoder), info.location});
    }
}

std::vector<ResultFile::EncodedField> ResultFile::encode(std::vector<RoundedField> const& fields) {
    std::vector<EncodedField> encoded;
    std::size_t bytes = 0;
    for (auto const& field : fields) {
        encoded.push_back(fields_.at(field.name).encoder.encode(field.values));
        for (auto const& tile : encoded.back()) bytes += tile.size();
    }
    file_.reserve(bytes);
    return encoded;
}

void ResultFile::write_tiles(std::string const& name, EncodedField const& tiles,
                             std::optional<hsize_t> step) {
    FieldVariable const& variable = fields_.at(name);
    Tiling const& tiling = variable.encoder.tiling();
    for (Index number = 0; number < tiling.count(); ++number) {
        auto const& tile = tiles[static_cast<std::size_t>(number)];
        if (tile.empty()) continue; // left to the fill value
        ChunkOffset offset;
        if (step) offset.push_back(*step);
        if (variable.location == Location::cell)
            offset.push_back(static_cast<hsize_t>(tiling.first_row(number)));
        offset.push_back(static_cast<hsize_t>(tiling.first_column(number)));
        file_.write_chunk(name, offset, tile);
        fresh_.push_back({name, offset, crc32(tile)});
    }
}

void ResultFile::write_fixed(std::vector<RoundedField> const& fields) {
    auto const encoded = encode(fields);
    for (std::size_t i = 0; i < fields.size(); ++i) write_tiles(fields[i].name, encoded[i], std::nullopt);
}

void ResultFile::write_step(OutputStep const& step) {
    auto const encoded = encode(step.fields);
    for (std::size_t i = 0; i < step.fields.size(); ++i) {
        file_.extend(step.fields[i].name, steps_ + 1);
        write_tiles(step.fields[i].name, encoded[i], steps_);
    }
    file_.extend("time", steps_ + 1); // the value is still missing (NaN): no reader takes the step for whole
    file_.flush();
    file_.write_rows("time", steps_, 1, std::vector<double>{step.time_s});
    file_.flush();
    ++steps_;
}

void ResultFile::write_gauges(GaugeRows const& rows) {
    hsize_t const count = rows.time_s.size();
    if (count == 0) return;
    std::size_t bytes = 0;
    for (auto const& values : rows.values) bytes += values.size() * sizeof(double);
    for (auto const& values : rows.series) bytes += values.size() * sizeof(double);
    file_.reserve(bytes);
    for (std::size_t i = 0; i < gauge_variables_.size(); ++i) {
        file_.extend(gauge_variables_[i], gauge_rows_ + count);
        file_.write_rows(gauge_variables_[i], gauge_rows_, count, rows.values[i]);
    }
    write_series(rows.series);
    file_.extend("gauge_time", gauge_rows_ + count);
    file_.write_rows("gauge_time", gauge_rows_, count, rows.time_s);
    gauge_rows_ += count;
}

void ResultFile::write_series(std::vector<std::vector<double>> const& moments) {
    if (moments.empty()) return;
    hsize_t const count = moments.size();
    for (auto const& variable : series_variables_) {
        std::string const name = variable_name(variable.info);
        std::vector<double> values;
        for (auto const& moment : moments) {
            for (std::size_t const s : variable.columns) {
                bool const told = s != SeriesVariable::no_series;
                values.push_back(told ? moment[s] : std::numeric_limits<double>::quiet_NaN());
            }
        }
        file_.extend(name, gauge_rows_ + count);
        file_.write_rows(name, gauge_rows_, count, values);
    }
}

void ResultFile::write_footer(RunFooter const& footer) {
    put_footer(file_, footer);
}

ResultMark ResultFile::settle() {
    file_.flush();
    for (auto const& chunk : fresh_) {
        auto const place = file_.chunk_place(chunk.variable, chunk.offset);
        written_.push_back({place.begin, place.bytes, chunk.checksum});
    }
    fresh_.clear();
    sync_file(file_.path());
    return {static_cast<std::int64_t>(steps_), static_cast<std::int64_t>(gauge_rows_),
            FileImage::of(file_.path(), written_)};
}

void ResultFile::flush() {
    file_.flush();
}

void ResultFile::close() {
    file_.close();
}

void ResultFile::abandon() noexcept {
    file_.abandon();
}

} // namespace jumelle::hdf5
