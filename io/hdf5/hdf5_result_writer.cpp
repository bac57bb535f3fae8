#include "io/hdf5/hdf5_result_writer.hpp"

#include <atomic>
#include <fmt/format.h>
#include <optional>

#include "core/base/error.hpp"
#include "io/hdf5/background_worker.hpp"
#include "io/hdf5/durable_file.hpp"
#include "io/hdf5/kept_numbers.hpp"
#include "io/hdf5/owner_lock.hpp"
#include "io/hdf5/result_file.hpp"
#include "io/hdf5/result_hash.hpp"

namespace jumelle {

namespace {

/// Output steps that may wait for the writing thread.
constexpr std::size_t waiting_steps = 4;
/// Moments of gauge values that are written at once where no output step comes before.
constexpr std::size_t gauge_batch = 1024;

std::vector<hdf5::RoundedField> rounded(std::vector<FieldInfo> const& infos, FieldStore const& fields) {
    std::vector<hdf5::RoundedField> chosen;
    for (auto const& info : infos) chosen.push_back(hdf5::rounded_field(fields.at(info.name), info));
    return chosen;
}

} // namespace

struct Hdf5ResultWriter::State {
    State(std::filesystem::path final_path, SharedWork* shared_layouts)
        : path(std::move(final_path)),
          part(part_path(path)),
          layouts(shared_layouts),
          worker(waiting_steps, [this] { file.reset(); }) {}

    /// Does `job` in the writing thread; its faults name the file.
    void post(std::function<void()> job) {
        worker.post([this, job = std::move(job)] {
            hdf5::Session const session;
            try {
                job();
            } catch (IoError const& error) {
                if (file) file->abandon();
                throw IoError(fmt::format("cannot write {}: {}", part.string(), error.what()));
            }
        });
    }
    /// Hands the gauges' rows to the thread where they are many.
    void post_many_gauges() {
        if (gauges.time_s.size() < gauge_batch) return;
        post([this, rows = take_gauges()] { write_gauges(rows); });
    }
    void write_gauges(hdf5::GaugeRows const& rows) {
        file->write_gauges(rows);
        if (kept) kept->add_gauges(rows);
    }
    hdf5::GaugeRows take_gauges() {
        hdf5::GaugeRows empty;
        empty.values.resize(header.gauge_fields.size());
        return std::exchange(gauges, std::move(empty));
    }

    std::filesystem::path path, part;
    SharedWork* layouts; ///< may be null
    RunHeader header;
    hdf5::GaugeRows gauges; ///< not yet handed to the thread
    std::optional<hdf5::OwnerLock> lock;
    std::optional<hdf5::ResultFile> file;  ///< touched by the writing thread only, as the next
    std::optional<hdf5::KeptNumbers> kept; ///< nothing where the run was gone on with
    std::atomic<Index> flushed_steps{0};
    hdf5::ResultMark mark;         ///< of the last `settle`, or what is to be gone on with
    hdf5::BackgroundWorker worker; ///< last: ends before what its jobs use
};

Hdf5ResultWriter::Hdf5ResultWriter(std::filesystem::path path, SharedWork* layouts)
    : state_(std::make_unique<State>(std::move(path), layouts)) {}

/// Where a run has failed, what gauges and series were told since the last output belongs to its results.
Hdf5ResultWriter::~Hdf5ResultWriter() {
    State& state = *state_;
    if (!state.lock || state.gauges.time_s.empty()) return;
    try {
        state.post([&state, rows = state.take_gauges()] {
            if (!state.file) return;
            state.file->write_gauges(rows);
            state.file->flush();
        });
    } catch (std::exception const&) {
        // The writing thread has failed before, and its fault was told.
        state.gauges = {};
    }
}

std::filesystem::path Hdf5ResultWriter::part_path(std::filesystem::path const& path) {
    return path.string() + ".part";
}

void Hdf5ResultWriter::begin(RunHeader const& header, FieldStore const& fields) {
    JUMELLE_EXPECTS(header.territory != nullptr);
    State& state = *state_;
    state.lock.emplace(state.path);
    state.header = header;
    state.take_gauges();
    state.post([&state, constants = rounded(header.constants, fields)] {
        state.file.emplace(state.part, state.header, state.layouts);
        state.file->write_fixed(constants);
        state.file->flush();
        state.kept.emplace(state.header).add_fixed(constants);
    });
    state.worker.drain();
}

void Hdf5ResultWriter::settle() {
    State& state = *state_;
    state.post([&state, gauges = state.take_gauges()] {
        state.write_gauges(gauges);
        state.mark = state.file->settle();
    });
    state.worker.drain();
}

void Hdf5ResultWriter::archive_state(StateArchive& archive) {
    archive("file", state_->mark);
}

void Hdf5ResultWriter::resume(RunHeader const& header) {
    JUMELLE_EXPECTS(header.territory != nullptr);
    State& state = *state_;
    state.lock.emplace(state.path);
    state.header = header;
    state.take_gauges();
    state.post([&state] {
        state.kept.reset();
        state.file.emplace(state.part, state.header, state.mark);
        state.flushed_steps = static_cast<Index>(state.mark.steps);
        state.mark = {};
    });
    state.worker.drain();
}

void Hdf5ResultWriter::write_step(Duration elapsed, FieldStore const& fields) {
    State& state = *state_;
    hdf5::OutputStep step{elapsed.seconds(), rounded(state.header.outputs, fields)};
    state.post([&state, step = std::move(step), gauges = state.take_gauges()] {
        state.write_gauges(gauges);
        state.file->write_step(step);
        if (state.kept) state.kept->add_step(step);
        ++state.flushed_steps;
    });
}

void Hdf5ResultWriter::write_gauges(Duration elapsed, std::vector<std::vector<double>> const& values) {
    State& state = *state_;
    JUMELLE_EXPECTS(values.size() == state.header.gauges.size());
    state.gauges.time_s.push_back(elapsed.seconds());
    for (std::size_t field = 0; field < state.gauges.values.size(); ++field) {
        for (auto const& gauge : values) state.gauges.values[field].push_back(gauge.at(field));
    }
    if (state.header.series.empty()) state.post_many_gauges();
}

void Hdf5ResultWriter::write_series(Duration elapsed, std::vector<double> const& values) {
    State& state = *state_;
    JUMELLE_EXPECTS(values.size() == state.header.series.size());
    if (values.empty()) return;
    if (state.header.gauges.empty()) state.gauges.time_s.push_back(elapsed.seconds());
    JUMELLE_EXPECTS(!state.gauges.time_s.empty() && state.gauges.time_s.back() == elapsed.seconds());
    state.gauges.series.push_back(values);
    state.post_many_gauges();
}

void Hdf5ResultWriter::finish(RunFooter const& footer, FieldStore const& fields) {
    State& state = *state_;
    state.post([&state, gauges = state.take_gauges()] { state.write_gauges(gauges); });
    for (auto const& info : state.header.summaries) {
        state.post([&state, summary = rounded({info}, fields)] {
            state.file->write_fixed(summary);
            if (state.kept) state.kept->add_fixed(summary);
        });
    }
    state.post([&state, footer] {
        state.file->write_footer(footer);
        state.file->close();
        state.file.reset();
        hdf5::publish_file(state.part, state.path);
    });
    state.worker.drain();
    state.lock.reset();
}

std::string Hdf5ResultWriter::data_sha256() const {
    JUMELLE_EXPECTS(!state_->file);
    auto kept = state_->kept ? state_->kept->sha256() : std::nullopt;
    return kept ? *kept : field_data_sha256(state_->path);
}

Index Hdf5ResultWriter::flushed_steps() const {
    return state_->flushed_steps;
}

} // namespace jumelle
