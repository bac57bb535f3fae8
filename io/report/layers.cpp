#include "io/report/layers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/territory/field_catalog.hpp"

namespace jumelle::report {

namespace {

std::vector<FieldInfo> const& fields_of(RunDescription const& run, Role role) {
    if (role == Role::constant) return run.constants;
    return role == Role::output ? run.outputs : run.summaries;
}

bool has_field(ShownRun const& run, Layer const& layer) {
    auto const& fields = fields_of(run.source->description(), layer.role);
    return std::any_of(fields.begin(), fields.end(), [&](FieldInfo const& info) {
        return info.name == layer.info.name && info.location == layer.info.location;
    });
}

/// What the numbers of a layer are like.
class Survey {
  public:
    void add(Field const& field) {
        std::size_t const count = field.info.location == Location::cell
                                      ? static_cast<std::size_t>(field.cells.size())
                                      : field.values.size();
        every_ = std::max<std::size_t>(1, count / sampled_of_a_frame);
        at_ = 0;
        if (field.info.location != Location::cell)
            for (double const value : field.values) add_number(value);
        for (Index row = 0; row < field.cells.rows(); ++row)
            for (Index column = 0; column < field.cells.columns(); ++column)
                add_number(field.cells(row, column));
    }

    void describe(Layer& layer) {
        if (!(lowest_ <= highest_)) lowest_ = highest_ = 0.0; // no value anywhere
        Scale& scale = layer.scale;
        bool const on_cells = layer.info.location == Location::cell;
        scale.codes = on_cells ? Scale::codes_of_byte : Scale::codes_of_two_bytes;
        bool const from_zero = is_from_zero(layer);
        if (layer.has_classes) {
            scale.high = scale.codes - 1; // every class is its own code
        } else {
            scale.kind = from_zero && on_cells ? Scale::Kind::square : Scale::Kind::linear;
            scale.low = from_zero ? 0.0 : lowest_;
            scale.high = highest_ > scale.low ? highest_ : scale.low + 1.0;
        }
        ends_of_colours(layer, from_zero);
    }

  private:
    static constexpr std::size_t sampled_of_a_frame = 2000;

    void add_number(double value) {
        if (!std::isfinite(value)) return;
        lowest_ = std::min(lowest_, value);
        highest_ = std::max(highest_, value);
        if (at_++ % every_ == 0) sample_.push_back(value);
    }

    /// Depths and flows begin at nothing; temperatures and heights do not.
    bool is_from_zero(Layer const& layer) const {
        constexpr double small = 0.1; // of the highest value
        return layer.info.background == 0.0 && lowest_ >= 0.0 && lowest_ <= small * highest_;
    }

    /// A few extreme cells must not make all others one colour.
    void ends_of_colours(Layer& layer, bool from_zero) {
        constexpr double few = 0.01, shown = 0.01;
        double const nothing = from_zero ? shown * highest_ : -std::numeric_limits<double>::infinity();
        std::erase_if(sample_, [&](double value) { return value <= nothing; });
        layer.low = from_zero ? 0.0 : lowest_;
        layer.high = highest_;
        if (sample_.empty()) return;
        std::sort(sample_.begin(), sample_.end());
        auto const last = static_cast<double>(sample_.size() - 1);
        layer.high = sample_[static_cast<std::size_t>(std::lround((1.0 - few) * last))];
        if (!from_zero) layer.low = sample_[static_cast<std::size_t>(std::lround(few * last))];
    }

    double lowest_ = std::numeric_limits<double>::infinity();
    double highest_ = -std::numeric_limits<double>::infinity();
    std::vector<double> sample_;
    std::size_t every_ = 1, at_ = 0;
};

void add_layers_of(ShownRun const& run, Role role, ShownRuns const& shown, std::vector<Layer>& layers) {
    for (auto const& info : fields_of(run.source->description(), role)) {
        bool const is_known = std::any_of(layers.begin(), layers.end(), [&](Layer const& layer) {
            return layer.info.name == info.name && layer.role == role;
        });
        if (is_known || info.location == Location::node) continue;
        Layer layer;
        layer.info = info;
        layer.role = role;
        auto const* known = find_catalog_field(info.name);
        layer.has_classes = known != nullptr && known->categorical;
        layer.times.assign(role == Role::output ? shown.times.size() : 1, 0);
        std::iota(layer.times.begin(), layer.times.end(), Index{0});
        if (!layer.times.empty()) layers.push_back(std::move(layer));
    }
}

} // namespace

std::optional<Field> read_layer(ShownRun const& run, Layer const& layer, Index time) {
    if (!has_field(run, layer)) return std::nullopt;
    if (layer.role == Role::output)
        return run.source->read_field(layer.info.name, run.steps[static_cast<std::size_t>(time)]);
    return run.source->read_field(layer.info.name);
}

std::vector<Layer> find_layers(ShownRuns const& shown) {
    std::vector<Layer> layers;
    for (Role const role : {Role::summary, Role::output, Role::constant})
        for (auto const& run : shown.runs) add_layers_of(run, role, shown, layers);
    for (auto& layer : layers) {
        Survey survey;
        for (auto const& run : shown.runs)
            for (Index const time : layer.times)
                if (auto const field = read_layer(run, layer, time)) survey.add(*field);
        survey.describe(layer);
    }
    return layers;
}

} // namespace jumelle::report
