#include "models/flood/thresholds.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/parallel/first_touch.hpp"
#include "models/flood/kernels/maxima.hpp"

namespace jumelle::flood {

namespace {

constexpr double time_precision_s = 0.1;
constexpr std::size_t fields_per_depth = 2;

/// `0.30`: metres with two decimals, or up to four where they say more.
std::string metres_text(double depth_m) {
    constexpr std::size_t fewest_decimals = 2;
    std::string text = fmt::format("{:.4f}", depth_m);
    while (text.back() == '0' && text.size() - text.find('.') - 1 > fewest_decimals) text.pop_back();
    return text;
}

} // namespace

std::string name_of_depth(double depth_m) {
    std::string name = metres_text(depth_m);
    std::replace(name.begin(), name.end(), '.', 'p');
    return name + "m";
}

std::vector<double> thresholds_from(Value const& list) {
    std::vector<double> depths_m;
    std::vector<std::string> names;
    FaultList faults;
    for (Value const& depth : list.list()) {
        depths_m.push_back(depth.quantity());
        names.push_back(name_of_depth(depths_m.back()));
        if (std::find(names.begin(), names.end() - 1, names.back()) == names.end() - 1) continue;
        faults.add(
            depth.fault(fmt::format("a threshold of {} m is given twice", metres_text(depths_m.back())),
                        "remove one of the two; depths are told apart by 0.1 mm"));
    }
    faults.throw_if_any();
    return depths_m;
}

Thresholds::Thresholds(std::vector<double> const& depths_m, Index rows, Index columns) {
    for (double const depth_m : depths_m) {
        kept_.push_back({depth_m, first_touched(rows, columns, never_s), first_touched(rows, columns, 0.0)});
    }
}

template <class T>
void Thresholds::keep(Index row, T const* h_m, Span span, StepEnd step) {
    for (Kept& kept : kept_) {
        keep_threshold(h_m, {kept.arrival_s.row(row), kept.above_s.row(row)}, span,
                       {kept.depth_m, step.end_s, step.length_s});
    }
}

template <class T>
void Thresholds::change(Index row, Index column, T before_m, T after_m, StepEnd step) {
    for (Kept& kept : kept_) {
        T const depth_m = static_cast<T>(kept.depth_m);
        bool const was = before_m >= depth_m, is = after_m >= depth_m;
        if (was == is) continue;
        kept.above_s(row, column) += is ? step.length_s : -step.length_s;
        float& arrival_s = kept.arrival_s(row, column);
        if (is && arrival_s < 0.0F) arrival_s = static_cast<float>(step.end_s);
    }
}

std::vector<FieldInfo> Thresholds::fields() const {
    std::vector<FieldInfo> fields;
    for (Kept const& kept : kept_) {
        std::string const name = name_of_depth(kept.depth_m), metres = metres_text(kept.depth_m);
        FieldInfo arrival;
        arrival.name = "first_arrival_" + name;
        arrival.unit = "s";
        arrival.long_name =
            fmt::format("time after the start at which the water first stood at least {} m deep", metres);
        arrival.precision = time_precision_s;
        FieldInfo above = arrival;
        arrival.background = std::numeric_limits<double>::quiet_NaN();
        above.name = "duration_above_" + name;
        above.long_name = fmt::format("time during which the water stood at least {} m deep", metres);
        above.meaning = TimeMeaning::sum;
        fields.push_back(std::move(arrival));
        fields.push_back(std::move(above));
    }
    return fields;
}

double Thresholds::value(std::size_t field, Index row, Index column) const {
    Kept const& kept = kept_[field / fields_per_depth];
    if (field % fields_per_depth == 1) return kept.above_s(row, column);
    float const arrival_s = kept.arrival_s(row, column);
    return arrival_s < 0.0F ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(arrival_s);
}

template void Thresholds::keep(Index, double const*, Span, StepEnd);
template void Thresholds::keep(Index, float const*, Span, StepEnd);
template void Thresholds::change(Index, Index, double, double, StepEnd);
template void Thresholds::change(Index, Index, float, float, StepEnd);

} // namespace jumelle::flood
