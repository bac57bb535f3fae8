#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/scenario/culvert_inlets.hpp"
#include "core/scenario/from_value.hpp"
#include "core/scenario/schema_parts.hpp"

namespace jumelle::from_value {

namespace {

/// Faults of one structure that no schema can see.
class StructureCheck {
  public:
    StructureCheck(Value const& members, FaultList& faults) : members_(members), faults_(faults) {}

    void bridge() { in_order("soffit", "deck", "the deck must lie above the soffit"); }

    void gate() {
        if (on_line_and_points()) return;
        if (given(members_, "line")) {
            refuse({"to", "width", "way"}, "line");
        } else {
            need({"to", "width", "sill"}, "from");
            refuse({"top"}, "from");
        }
        in_order("sill", "top", "the top of the gate must lie above its sill");
        one_control();
        rule();
    }

    void weir() {
        if (on_line_and_points()) return;
        if (given(members_, "line")) {
            refuse({"to", "width"}, "line");
        } else {
            need({"to", "width"}, "from");
            if (members_["crest"].is_list())
                faults_.add(members_["crest"].fault("has several heights, where two points have one crest",
                                                    "write one level, or give the weir a line"));
        }
        if (!given(members_, "crest")) tell("needs 'crest'", "write the level of the crest, crest: 3 m");
    }

    void breach() {
        if (!given(members_, "start") && !given(members_, "start_level")) {
            tell("never begins: it has neither 'start' nor 'start_level'",
                 "write start: 1 h, or the level at which the water breaks it, start_level: 4 m");
        }
        breach_growth();
        auto const width = number(members_["width"]), first = number(members_["initial_width"]);
        if (width && first && *first > *width)
            faults_.add(members_["initial_width"].fault("is more than 'width'", "the breach only grows"));
        std::string const growth = text_or(members_["growth"], "linear");
        if ((growth == "sand" || growth == "clay") && first && *first <= 0.0) {
            tell("needs 'initial_width' where the flow widens it", "write for example initial_width: 10 m");
        }
    }

    void breach_growth() {
        bool const by_volume = text_or(members_["growth"], "linear") == "froehlich";
        if (by_volume) {
            refuse({"width", "duration"}, "growth: froehlich");
            if (!given(members_, "stored_volume"))
                tell("needs 'stored_volume', from which its width and duration follow",
                     "write the water above the bottom of the breach, stored_volume: 1e6 m3");
            return;
        }
        if (!given(members_, "width")) tell("needs 'width'", "write its largest width, width: 30 m");
        if (given(members_, "stored_volume"))
            faults_.add(members_["stored_volume"].fault("belongs to growth: froehlich",
                                                        "remove it, or write growth: froehlich"));
    }

    void section() {
        bool const round = given(members_, "diameter");
        if (round) {
            refuse({"width", "height"}, "diameter");
        } else if (!given(members_, "width") || !given(members_, "height")) {
            tell("has no size", "give 'diameter', or 'width' and 'height'");
        }
    }

    void culvert() {
        section();
        CulvertInlet const* const inlet = find_culvert_inlet(text_or(members_["inlet"], ""));
        if (inlet != nullptr && inlet->circular != given(members_, "diameter")) {
            faults_.add(
                members_["inlet"].fault(fmt::format("is an inlet of a {}", inlet->circular ? "pipe" : "box"),
                                        inlet->circular ? "take one that begins with box_"
                                                        : "take one that does not begin with box_"));
        }
    }

    void orifice() {
        section();
        one_control();
        rule();
    }

    void pump() {
        bool const curve = given(members_, "curve"), capacity = given(members_, "capacity");
        if (!curve && !capacity) {
            tell("has no power: neither 'capacity' nor 'curve'",
                 "write capacity: 0.5 m3/s, or curve: [{head: 0 m, discharge: 1 m3/s}, …]");
        }
        if (curve && capacity) refuse({"capacity"}, "curve");
        check_curve();
        if (given(members_, "on_above") != given(members_, "off_below")) {
            tell("needs both 'on_above' and 'off_below'", "between the two the pump stays as it is");
        }
        if (members_["capacity"].is_map() && given(members_, "on_above"))
            faults_.add(members_["capacity"].fault("changes over time, which does not go with 'on_above'",
                                                   "give one capacity, or no levels"));
        in_order("off_below", "on_above", "the pump must stop below the level at which it starts");
    }

  private:
    /// The reader has told that the two exclude each other.
    bool on_line_and_points() const { return given(members_, "line") == given(members_, "from"); }
    void tell(std::string message, std::string hint) {
        faults_.add(members_.fault(std::move(message), std::move(hint)));
    }
    void need(std::vector<std::string> const& keys, std::string const& beside) {
        for (auto const& key : keys) {
            if (!given(members_, key))
                tell(fmt::format("needs '{}' beside '{}'", key, beside),
                     "two points need all that a line would say");
        }
    }
    void refuse(std::vector<std::string> const& keys, std::string const& beside) {
        for (auto const& key : keys) {
            Value const& value = members_[key];
            if (value.is_absent() || value.is_default()) continue;
            faults_.add(value.fault(fmt::format("does not go with '{}'", beside), "remove one of the two"));
        }
    }
    /// Adds a fault at `upper` where both are given and it does not lie above `lower`.
    void in_order(std::string const& lower, std::string const& upper, std::string const& hint) {
        auto const low = number(members_[lower]), high = number(members_[upper]);
        if (!low || !high || *high > *low) return;
        faults_.add(
            members_[upper].fault(fmt::format("{} m is not above '{}', {} m", *high, lower, *low), hint));
    }
    void one_control() {
        if (given(members_, "rule")) refuse({"opening"}, "rule");
    }
    void rule() {
        Value const& rule = members_["rule"];
        if (!rule.is_map()) return;
        bool const by_high = given(rule, "open_above") && given(rule, "close_below");
        bool const by_low = given(rule, "open_below") && given(rule, "close_above");
        auto const keys = [&] {
            return std::count_if(levels.begin(), levels.end(),
                                 [&](char const* key) { return given(rule, key); });
        }();
        if (keys != 2 || by_high == by_low) {
            faults_.add(rule.fault("is no rule: it takes two levels",
                                   "give open_above with close_below, or open_below with close_above"));
            return;
        }
        Value const& low = rule[by_high ? "close_below" : "open_below"];
        Value const& high = rule[by_high ? "open_above" : "close_above"];
        if (low.is_quantity() && high.is_quantity() && low.quantity() >= high.quantity()) {
            faults_.add(rule.fault("leaves no band between its two levels",
                                   "the level that is passed upward must be the higher one"));
        }
    }
    void check_curve() {
        double head = 0.0, discharge = 0.0;
        bool first = true;
        for (Value const& point : elements(members_["curve"])) {
            double const next_head = number_or(member(point, "head"), head);
            double const next_discharge = number_or(member(point, "discharge"), discharge);
            if (!first && (next_head <= head || next_discharge > discharge)) {
                faults_.add(point.fault("does not go on from the point before",
                                        "heads rise from point to point, discharges do not"));
                return;
            }
            first = false;
            head = next_head;
            discharge = next_discharge;
        }
    }

    static constexpr std::array<char const*, 4> levels{"open_above", "close_below", "open_below",
                                                       "close_above"};
    Value const& members_;
    FaultList& faults_;
};

void check(StructureSpec const& spec, FaultList& faults) {
    if (!spec.where.is_map()) return;
    StructureCheck check(spec.where, faults);
    if (spec.kind == "bridge") check.bridge();
    if (spec.kind == "gate") check.gate();
    if (spec.kind == "weir") check.weir();
    if (spec.kind == "dike_breach") check.breach();
    if (spec.kind == "culvert") check.culvert();
    if (spec.kind == "orifice") check.orifice();
    if (spec.kind == "pump") check.pump();
}

/// A breach names a wall line that is in the list.
void check_levees(std::vector<StructureSpec> const& structures, FaultList& faults) {
    std::vector<std::string> walls;
    for (auto const& spec : structures) {
        if (spec.kind == "levee" || spec.kind == "flood_wall") walls.push_back(spec.name);
    }
    for (auto const& spec : structures) {
        Value const& levee = member(spec.where, "levee");
        if (spec.kind != "dike_breach" || !levee.is_text()) continue;
        if (std::find(walls.begin(), walls.end(), levee.text()) != walls.end()) continue;
        faults.add(
            levee.fault(fmt::format("no levee or flood wall is called '{}'", levee.text()),
                        walls.empty() ? "add the levee that breaks" : hint_for_name(levee.text(), walls)));
    }
}

} // namespace

std::vector<StructureSpec> structures(Value const& list, Value const& measures, FaultList& faults) {
    std::vector<StructureSpec> specs;
    std::vector<Value> names;
    // A study reads thousands of scenarios: the schema is built once.
    static std::vector<std::string> const kinds = structure_schema().member_names();
    for (Value const* const value : {&list, &measures}) {
        for (Value const& element : elements(*value)) {
            if (!element.is_map()) continue;
            for (auto const& [kind, members] : element.map()) {
                bool const is_structure = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
                if (members.is_absent() || !is_structure) continue;
                StructureSpec spec{kind, text_or(member(members, "name"), ""), members};
                check(spec, faults);
                names.push_back(member(members, "name"));
                specs.push_back(std::move(spec));
            }
        }
    }
    refuse_repeated(names, "structure", faults);
    check_levees(specs, faults);
    return specs;
}

} // namespace jumelle::from_value
