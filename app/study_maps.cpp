#include "app/study_maps.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <set>

#include "app/engine.hpp"
#include "core/base/function_ref.hpp"
#include "core/compare/ensemble.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/units/number.hpp"
#include "io/units/units.hpp"
#include "io/yaml/scenario_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

/// Memory that statistics take at a time [bytes]: fields that need more go through the runs in several
/// passes.
constexpr double bytes_at_a_time = 1e9;
constexpr double share_precision = 1e-4; ///< of a probability in the file
constexpr double percent = 100.0;

/// A threshold as it is named and as it is counted.
struct Threshold {
    std::string name; ///< `above_10_cm`
    std::string text; ///< `10 cm`
    double value = 0.0;
};

/// Letters and digits of a text, anything else as `_`.
std::string word_of(std::string const& text) {
    std::string word;
    for (char const c : text) {
        bool const keeps = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (keeps)
            word += c;
        else if (!word.empty() && word.back() != '_')
            word += '_';
    }
    while (!word.empty() && word.back() == '_') word.pop_back();
    return word;
}

/// A word for each variant: its name where all of them make different words, else its number.
std::vector<std::string> words_of(std::vector<ChangeSet> const& variants) {
    std::vector<std::string> words;
    std::set<std::string> different;
    bool all_good = true;
    for (auto const& variant : variants) {
        words.push_back(word_of(variant.name));
        all_good = all_good && !words.back().empty() && different.insert(words.back()).second;
    }
    for (std::size_t i = 0; i < words.size() && !all_good; ++i) words[i] = fmt::format("v{}", i);
    return words;
}

/// @throws InputError where the text is no number in a unit of the field
Threshold threshold_of(Value const& value, FieldInfo const& info) {
    auto const split = split_number(value.text());
    auto const conversion = split ? common_units().between(split->rest.empty() ? "1" : split->rest, info.unit)
                                  : std::optional<Conversion>();
    if (!conversion)
        throw InputError(value.fault(
            fmt::format("'{}' is not a number in a unit of {} [{}]", value.text(), info.name, info.unit),
            fmt::format("write for example 0.5 {}", info.unit)));
    return {"above_" + word_of(value.text()), value.text(), (*conversion)(split->number)};
}

std::vector<Threshold> thresholds_of(StudyMapSpec const& spec, FieldInfo const& info) {
    std::vector<Threshold> thresholds;
    for (auto const& exceedance : spec.exceedance) {
        if (exceedance.field != info.name) continue;
        for (auto const& value : exceedance.thresholds) thresholds.push_back(threshold_of(value, info));
    }
    return thresholds;
}

std::vector<double> flat(Field const& field) {
    if (field.info.location != Location::cell) return field.values;
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(field.cells.rows() * field.cells.columns()));
    for (Index row = 0; row < field.cells.rows(); ++row)
        values.insert(values.end(), field.cells.row(row), field.cells.row(row) + field.cells.columns());
    return values;
}

/// A field that looks like `like` with a number for each place.
Field field_of(FieldInfo info, Field const& like, FunctionRef<double(std::size_t)> number) {
    Field field;
    field.info = std::move(info);
    if (like.info.location != Location::cell) {
        field.values.resize(like.values.size());
        for (std::size_t i = 0; i < field.values.size(); ++i) field.values[i] = number(i);
        return field;
    }
    Index const rows = like.cells.rows(), columns = like.cells.columns();
    field.cells = Array2D<double>(rows, columns);
    for (Index row = 0; row < rows; ++row)
        for (Index column = 0; column < columns; ++column)
            field.cells(row, column) = number(static_cast<std::size_t>(row * columns + column));
    return field;
}

/// Makes the maps of one study, variant by variant.
class MapMaker {
  public:
    MapMaker(Study const& study, std::vector<RunState> const& states)
        : study_(study), states_(states), words_(words_of(study.spec.variants)) {}

    /// @returns false where no run is done
    bool make(StudyMaps& told) {
        for (std::size_t v = 0; v < words_.size(); ++v) make_variant(v, told);
        told.fields = infos_.size();
        return !infos_.empty();
    }

    FieldStore const& fields() const { return fields_; }
    std::vector<FieldInfo> const& infos() const { return infos_; }
    RunDescription const& reference() const { return *reference_; }
    std::size_t reference_run() const { return reference_run_; }

  private:
    /// Runs of a variant that are done, by position in the study.
    std::vector<std::size_t> done_runs(std::size_t variant) const {
        std::vector<std::size_t> runs;
        for (std::size_t i = 0; i < study_.runs.size(); ++i)
            if (study_.runs[i].plan.variant == variant && states_[i] == RunState::done) runs.push_back(i);
        return runs;
    }

    Hdf5ResultReader reader_of(std::size_t run) const {
        return Hdf5ResultReader((study_.folder_of(study_.runs[run]) / "run.nc").string());
    }

    void set_reference(Hdf5ResultReader const& reader, std::size_t run) {
        if (reference_) return;
        reference_ = reader.description();
        reference_run_ = run;
        reference_roads_ = reader.read_roads().edge_id;
        check_maps(study_.spec.maps, reference_->summaries);
    }

    void make_variant(std::size_t variant, StudyMaps& told) {
        auto const runs = done_runs(variant);
        if (runs.empty()) return;
        Hdf5ResultReader const first = reader_of(runs.front());
        set_reference(first, runs.front());
        std::string const& name = study_.spec.variants[variant].name;
        if (!same_grid(first.description().grid)) {
            told.left_out.push_back(fmt::format("{}: lies on another grid", name));
            return;
        }
        bool const same_roads = first.read_roads().edge_id == reference_roads_;
        if (!same_roads)
            told.left_out.push_back(fmt::format("{}: has other roads, which are left out of maps", name));
        std::vector<FieldInfo> wanted;
        for (auto const& info : first.description().summaries)
            if (is_wanted(info) && (same_roads || info.location == Location::cell)) wanted.push_back(info);
        bool const is_merged = runs.size() > most_kept_values;
        for (double const p : study_.spec.maps.quantiles)
            if (is_merged)
                told.largest_quantile_rank_error =
                    std::max(told.largest_quantile_rank_error, largest_rank_error(p));
        make_fields(variant, runs, wanted, told);
    }

    bool is_wanted(FieldInfo const& info) const {
        auto const& fields = study_.spec.maps.fields;
        return fields.empty() || std::any_of(fields.begin(), fields.end(),
                                             [&](Value const& f) { return f.text() == info.name; });
    }

    bool same_grid(Grid const& grid) const {
        Grid const& other = reference_->grid;
        return grid.rows == other.rows && grid.columns == other.columns && grid.cell_m == other.cell_m &&
               grid.west_m == other.west_m && grid.north_m == other.north_m;
    }

    /// A field with its statistics over the runs that were read.
    struct Gathered {
        Field like; ///< of the first run
        std::vector<Threshold> thresholds;
        EnsembleStatistics statistics;
    };

    Gathered gathered(Field like, std::size_t runs) const {
        auto thresholds = thresholds_of(study_.spec.maps, like.info);
        EnsembleRequest request{flat(like).size(), runs, {}};
        for (auto const& threshold : thresholds) request.thresholds.push_back(threshold.value);
        return {std::move(like), std::move(thresholds), EnsembleStatistics(request)};
    }

    /// All fields at once where memory does, else some at a time.
    void make_fields(std::size_t variant, std::vector<std::size_t> const& runs,
                     std::vector<FieldInfo> const& wanted, StudyMaps& told) {
        Hdf5ResultReader const first = reader_of(runs.front());
        std::vector<Gathered> batch;
        double bytes = 0.0;
        for (auto const& info : wanted) {
            batch.push_back(gathered(first.read_field(info.name), runs.size()));
            auto const places = static_cast<double>(batch.back().statistics.places());
            bytes += places * static_cast<double>(EnsembleStatistics::bytes_per_place(
                                  {1, runs.size(), std::vector<double>(batch.back().thresholds.size())}));
            if (bytes < bytes_at_a_time) continue;
            if (!read_runs(batch, runs, variant, told)) return;
            batch.clear();
            bytes = 0.0;
        }
        read_runs(batch, runs, variant, told);
    }

    /// @returns false where the runs do not lie on the same places
    bool read_runs(std::vector<Gathered>& batch, std::vector<std::size_t> const& runs, std::size_t variant,
                   StudyMaps& told) {
        for (std::size_t const run : runs) {
            if (batch.empty()) break;
            Hdf5ResultReader const reader = reader_of(run);
            for (auto& one : batch) {
                auto const values = flat(reader.read_field(one.like.info.name));
                if (values.size() != one.statistics.places()) {
                    told.left_out.push_back(fmt::format("{}: {} has another size in other samples of it",
                                                        study_.spec.variants[variant].name,
                                                        one.like.info.name));
                    return false;
                }
                one.statistics.add(values);
            }
        }
        for (auto const& one : batch) put_statistics(one, variant);
        return true;
    }

    void put_statistics(Gathered const& one, std::size_t variant) {
        FieldInfo const& info = one.like.info;
        auto const& s = one.statistics;
        put(one, variant, "mean", "mean over samples of " + info.long_name,
            [&](std::size_t i) { return s.mean(i); });
        put(one, variant, "deviation", "standard deviation over samples of " + info.long_name,
            [&](std::size_t i) { return s.deviation(i); });
        for (double const p : study_.spec.maps.quantiles)
            put(one, variant, fmt::format("p{}", word_of(fmt::format("{:g}", percent * p))),
                fmt::format("{:g} % quantile over samples of {}", percent * p, info.long_name),
                [&](std::size_t i) { return s.quantile(i, p); });
        for (std::size_t t = 0; t < one.thresholds.size(); ++t)
            put(one, variant, one.thresholds[t].name,
                fmt::format("share of samples with more than {} of {}", one.thresholds[t].text,
                            info.long_name),
                [&](std::size_t i) { return s.exceedance(i, t); });
    }

    void put(Gathered const& one, std::size_t variant, std::string const& statistic,
             std::string const& long_name, FunctionRef<double(std::size_t)> number) {
        FieldInfo info = one.like.info;
        info.name = fmt::format("{}_{}_{}", info.name, statistic, words_[variant]);
        info.long_name = fmt::format("{}; {}", long_name, study_.spec.variants[variant].name);
        info.standard_name.clear();
        info.meaning = TimeMeaning::constant;
        if (statistic.starts_with("above_")) {
            info.unit = "1";
            info.precision = share_precision;
        }
        bool const is_value = statistic == "mean" || statistic.starts_with("p");
        if (!is_value) info.background = 0.0;
        infos_.push_back(info);
        fields_.put(field_of(std::move(info), one.like, number));
    }

    Study const& study_;
    std::vector<RunState> const& states_;
    std::vector<std::string> words_;
    std::optional<RunDescription> reference_; ///< of the first run that is done
    std::size_t reference_run_ = 0;
    std::vector<std::string> reference_roads_; ///< names of its edges
    FieldStore fields_;
    std::vector<FieldInfo> infos_;
};

RunHeader header_of(Study const& study, MapMaker const& maker, Territory const& territory,
                    StudyMaps const& told) {
    RunHeader header;
    header.title = study.spec.name;
    header.start = maker.reference().start;
    header.territory = &territory;
    header.summaries = maker.infos();
    auto const& texts = maker.reference().texts;
    if (auto const scenario = texts.find("scenario"); scenario != texts.end())
        header.scenario_text = scenario->second;
    std::string variants;
    for (auto const& variant : study.spec.variants) variants += (variants.empty() ? "" : ", ") + variant.name;
    header.attributes = {{"study", study.spec.name},
                         {"study_sha256", sha256_of_file(study.file)},
                         {"variants", variants},
                         {"samples", fmt::format("{}", study.spec.samples.size())},
                         {"quantile_rank_error", fmt::format("{}", told.largest_quantile_rank_error)}};
    return header;
}

} // namespace

void check_maps(StudyMapSpec const& spec, std::vector<FieldInfo> const& summaries) {
    std::vector<std::string> names;
    for (auto const& info : summaries) names.push_back(info.name);
    FaultList faults;
    auto const info_of = [&](std::string const& name, Value const& where) {
        auto const found = std::find_if(summaries.begin(), summaries.end(),
                                        [&](FieldInfo const& info) { return info.name == name; });
        if (found == summaries.end())
            faults.add(
                where.fault(fmt::format("the runs have no summary '{}'", name), hint_for_name(name, names)));
        return found;
    };
    for (auto const& field : spec.fields) info_of(field.text(), field);
    for (auto const& exceedance : spec.exceedance) {
        if (exceedance.thresholds.empty()) continue;
        auto const info = info_of(exceedance.field, exceedance.thresholds.front());
        if (info == summaries.end()) continue;
        for (auto const& value : exceedance.thresholds) threshold_of(value, *info);
    }
    faults.throw_if_any();
}

StudyMaps write_study_maps(Study const& study, std::vector<RunState> const& states,
                           ModelRegistry const& registry) {
    StudyMaps told;
    MapMaker maker(study, states);
    if (!maker.make(told)) return told;
    ChangedScenarios const scenarios(study.spec.base, language(registry));
    Scenario const scenario = scenarios.read(study.runs[maker.reference_run()].plan.changes);
    Territory const territory = load_territory(scenario);
    Hdf5ResultWriter sink(study.folder / "study.nc");
    sink.begin(header_of(study, maker, territory, told), maker.fields());
    RunFooter footer;
    footer.status = "completed";
    sink.finish(footer, maker.fields());
    return told;
}

} // namespace jumelle::app
