#include <fmt/format.h>

#include "core/scenario/from_value.hpp"

namespace jumelle::from_value {

namespace {

/// Adds a fault for each of `keys` that was given beside a source that does not know it.
void refuse(Value const& value, std::vector<std::string> const& keys, std::string const& source,
            FaultList& faults) {
    for (auto const& key : keys) {
        if (!given(value, key) || value[key].is_default()) continue;
        faults.add(value[key].fault(fmt::format("does not go with '{}'", source),
                                    "remove it; that source says it itself, or has no use for it"));
    }
}

} // namespace

RoadsSpec roads(Value const& value, FaultList& faults) {
    RoadsSpec spec;
    spec.where = value;
    spec.tntp = text_or(value["tntp"], "");
    spec.csv = text_or(value["csv"], "");
    spec.gmns = text_or(value["gmns"], "");
    spec.nodes = text_or(value["nodes"], "");
    spec.time_unit_s = number_or(value["time_unit"], 1.0);
    spec.period_s = number_or(value["period"], 1.0);
    spec.length_unit_m = number(value["length_unit"]);
    spec.speed_unit_mps = number(value["speed_unit"]);
    spec.position_unit_m = number(value["position_unit"]);
    if (!spec.csv.empty()) refuse(value, {"length_unit", "speed_unit", "position_unit"}, "csv", faults);
    if (!spec.tntp.empty()) refuse(value, {"speed_unit"}, "tntp", faults);
    if (!spec.gmns.empty()) refuse(value, {"nodes"}, "gmns", faults);
    if (!spec.tntp.empty() && spec.position_unit_m && spec.nodes.empty())
        faults.add(value["position_unit"].fault("has no positions", "name the file of them, nodes:"));
    return spec;
}

DemandSpec demand(Value const& value, FaultList& faults) {
    DemandSpec spec;
    spec.where = value;
    spec.tntp = text_or(value["tntp"], "");
    spec.csv = text_or(value["csv"], "");
    spec.omx = text_or(value["omx"], "");
    spec.matrix = text_or(value["matrix"], "");
    spec.lookup = text_or(value["lookup"], "");
    spec.period_s = number(value["period"]);
    for (auto const& column : elements(value["columns"])) spec.columns.push_back(text_or(column, ""));
    spec.leaves_out_unknown_zones = text_or(value["unknown_zones"], "") == "left_out";
    if (!spec.tntp.empty()) refuse(value, {"columns", "unknown_zones", "matrix", "lookup"}, "tntp", faults);
    if (!spec.csv.empty()) refuse(value, {"matrix", "lookup"}, "csv", faults);
    if (!spec.omx.empty()) refuse(value, {"columns"}, "omx", faults);
    return spec;
}

} // namespace jumelle::from_value
