#include <algorithm>

#include "core/scenario/from_value.hpp"

namespace jumelle::from_value {

namespace {

RegionSpec inside_of(Value const& value) {
    RegionSpec region;
    region.where = value;
    region.polygons = text_or(value, "");
    Value const& circle = member(value, "circle");
    if (auto const centre = position(member(circle, "centre")))
        region.circle = {centre->first, centre->second, number_or(member(circle, "radius"), 0.0)};
    return region;
}

/// Faults of one measure that no schema can see.
void check(MeasureSpec const& spec, FaultList& faults) {
    Value const& value = spec.where;
    if (spec.kind == "close_road") {
        auto const until = number(member(value, "until"));
        if (until && *until <= number_or(member(value, "from"), 0.0))
            faults.add(
                value["until"].fault("the road opens before it closes", "make 'until' later than 'from'"));
    }
    if (spec.kind == "set_field" && !given(value, "set") && !given(value, "add"))
        faults.add(value.fault("changes nothing", "write set: {manning: 0.05 s/m^(1/3)}, or add: {…}"));
}

} // namespace

std::vector<MeasureSpec> measures(Value const& value, FaultList& faults) {
    std::vector<MeasureSpec> specs;
    for (Value const& element : elements(value)) {
        if (!element.is_map()) continue;
        for (auto const& [kind, members] : element.map()) {
            if (members.is_absent() || !members.is_map()) continue;
            MeasureSpec spec{kind, text_or(member(members, "name"), ""), inside_of(member(members, "inside")),
                             members};
            check(spec, faults);
            specs.push_back(std::move(spec));
        }
    }
    return specs;
}

} // namespace jumelle::from_value
