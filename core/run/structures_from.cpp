#include "core/run/structures_from.hpp"

#include <cmath>
#include <numbers>

#include "core/run/places.hpp"
#include "core/scenario/culvert_inlets.hpp"
#include "core/scenario/from_value.hpp"

namespace jumelle {

namespace {

using from_value::elements;
using from_value::given;
using from_value::member;
using from_value::number_or;
using from_value::text_or;

/// Velocities at which soils erode.
/// Source: Verheij & van der Knaap 2002, WL | Delft Hydraulics Q3299, table of u_c: sand 0.2, clay 0.5 m/s.
constexpr double sand_mps = 0.2, clay_mps = 0.5;

class StructureMaker {
  public:
    StructureMaker(Territory const& territory, StructureSources const& sources)
        : territory_(territory), sources_(sources) {}

    void add(StructureSpec const& spec) {
        label_ = {spec.name, spec.where.place(), spec.where.path()};
        value_ = &spec.where;
        if (spec.kind == "levee" || spec.kind == "flood_wall") add_wall();
        if (spec.kind == "weir") given(*value_, "line") ? add_wall() : add_weir_link();
        if (spec.kind == "bridge") add_bridge();
        if (spec.kind == "gate") given(*value_, "line") ? add_gate() : add_gate_link();
        if (spec.kind == "dike_breach") add_breach();
        if (spec.kind == "culvert") add_culvert();
        if (spec.kind == "orifice") add_orifice();
        if (spec.kind == "pump") add_pump();
    }
    Structures take() { return std::move(made_); }

  private:
    double number(char const* key, double otherwise = 0.0) const {
        return number_or(member(*value_, key), otherwise);
    }
    std::optional<double> maybe(char const* key) const { return from_value::number(member(*value_, key)); }

    Point point(Value const& where) const {
        if (where.is_text()) return find_place(territory_, where.text(), where);
        auto const at = from_value::position(where);
        return at ? Point{at->first, at->second} : Point{};
    }
    Point end(char const* key) const { return point(member(*value_, key)); }

    std::vector<Point> line() const {
        Value const& where = member(*value_, "line");
        if (where.is_text()) return sources_.line(where);
        std::vector<Point> points;
        for (Value const& corner : elements(where)) points.push_back(point(corner));
        return points;
    }

    Control control() const {
        Control made;
        Value const& opening = member(*value_, "opening");
        if (!opening.is_absent()) made.share = sources_.series(from_value::series(opening), "1");
        Value const& rule = member(*value_, "rule");
        if (!rule.is_map()) return made;
        bool const above = given(rule, "open_above");
        LevelSwitch by_level;
        by_level.at = given(rule, "at") ? point(rule["at"]) : end("from");
        by_level.on_when = above ? LevelSwitch::When::above : LevelSwitch::When::below;
        by_level.on_m = number_or(rule[above ? "open_above" : "open_below"], 0.0);
        by_level.off_m = number_or(rule[above ? "close_below" : "close_above"], 0.0);
        if (!given(rule, "at") && !given(*value_, "from")) {
            throw InputError(
                rule.fault("does not say where the level is watched", "add at: [x, y] to the rule"));
        }
        made.by_level = by_level;
        made.travel_s = number_or(rule["travel"], 0.0);
        return made;
    }

    void add_wall() {
        WallLine made;
        made.label = label_;
        made.line = line();
        bool const over_ground = given(*value_, "height");
        made.crest.above = over_ground ? CrestHeight::Above::ground : CrestHeight::Above::datum;
        Value const& heights = member(*value_, over_ground ? "height" : "crest");
        if (heights.is_quantity()) made.crest.height_m = {heights.quantity()};
        for (Value const& height : elements(heights)) made.crest.height_m.push_back(number_or(height, 0.0));
        made.weir_coefficient = number("coefficient");
        made_.walls.push_back(std::move(made));
    }

    void add_bridge() {
        BridgeLine made;
        made.label = label_;
        made.line = line();
        made.soffit_m = number("soffit");
        made.deck_m = number("deck");
        made.blockage = number("blockage");
        made.orifice_coefficient = number("coefficient");
        made.deck_coefficient = number("deck_coefficient");
        made_.bridges.push_back(std::move(made));
    }

    void add_gate() {
        GateLine made;
        made.label = label_;
        made.line = line();
        made.sill_m = number("sill", -unlimited);
        made.height_m = number("height");
        made.top_m = number("top", unlimited);
        made.orifice_coefficient = number("coefficient");
        made.weir_coefficient = number("weir_coefficient");
        made.opening = control();
        made_.gates.push_back(std::move(made));
    }

    PointOpening opening() const {
        PointOpening made;
        made.label = label_;
        made.from = end("from");
        made.to = end("to");
        made.width_m = number("width");
        made.way = text_or(member(*value_, "way"), "both") == "forward" ? LinkWay::forward : LinkWay::both;
        return made;
    }

    void add_weir_link() {
        PointOpening made = opening();
        made.sill_m = number("crest");
        made.weir_coefficient = number("coefficient");
        made_.openings.push_back(std::move(made));
    }

    void add_gate_link() {
        PointOpening made = opening();
        made.sill_m = number("sill");
        made.height_m = number("height");
        made.orifice_coefficient = number("coefficient");
        made.weir_coefficient = number("weir_coefficient");
        made.opening = control();
        made_.openings.push_back(std::move(made));
    }

    void add_orifice() {
        PointOpening made = opening();
        made.sill_m = number("sill");
        made.height_m = number("height");
        if (auto const diameter = maybe("diameter")) {
            // A rectangle of the same height and area.
            made.height_m = *diameter;
            made.width_m = 0.25 * std::numbers::pi * *diameter;
        }
        made.orifice_coefficient = number("coefficient");
        made.weir_coefficient = 1.0 / std::numbers::sqrt3; // partly full it is a broad crest
        made.opening = control();
        made_.openings.push_back(std::move(made));
    }

    void add_breach() {
        DikeBreach made;
        made.label = label_;
        made.levee = text_or(member(*value_, "levee"), "");
        made.at = end("at");
        made.start_s = number("start", unlimited);
        made.overtopping_level_m = maybe("start_level");
        made.width_m = number("width");
        made.initial_width_m = number("initial_width");
        made.level_m = number("level");
        made.duration_s = number("duration");
        std::string const growth = text_or(member(*value_, "growth"), "linear");
        if (growth == "sand" || growth == "clay") made.growth = DikeBreach::Growth::erosion;
        if (growth == "froehlich") made.growth = DikeBreach::Growth::froehlich;
        made.stored_m3 = number("stored_volume");
        bool const is_piping = text_or(member(*value_, "failure"), "") == "piping";
        made.failure = is_piping ? DikeBreach::Failure::piping : DikeBreach::Failure::overtopping;
        made.critical_velocity_mps = growth == "clay" ? clay_mps : sand_mps;
        made_.breaches.push_back(std::move(made));
    }

    void add_culvert() {
        Culvert made;
        made.label = label_;
        made.from = end("from");
        made.to = end("to");
        bool const round = given(*value_, "diameter");
        made.shape = round ? Culvert::Shape::circular : Culvert::Shape::box;
        made.width_m = number(round ? "diameter" : "width");
        made.height_m = number(round ? "diameter" : "height");
        made.length_m =
            number("length", std::hypot(made.to.x_m - made.from.x_m, made.to.y_m - made.from.y_m));
        made.from_invert_m = maybe("from_invert");
        made.to_invert_m = maybe("to_invert");
        made.barrels = static_cast<int>(member(*value_, "barrels").integer());
        made.manning = number("manning");
        made.exit_loss = number("exit_loss");
        made.way = text_or(member(*value_, "way"), "both") == "forward" ? LinkWay::forward : LinkWay::both;
        CulvertInlet const& inlet = *find_culvert_inlet(
            text_or(member(*value_, "inlet"), round ? "concrete_headwall" : "box_wingwall_30_75"));
        made.inlet = {inlet.form, inlet.k, inlet.m, inlet.c, inlet.y, inlet.slope_share};
        made.entrance_loss = number("entrance_loss", inlet.entrance_loss);
        made_.culverts.push_back(std::move(made));
    }

    void add_pump() {
        Pump made;
        made.label = label_;
        made.from = end("from");
        if (given(*value_, "to")) made.to = end("to");
        for (Value const& pair : elements(member(*value_, "curve"))) {
            made.curve.emplace_back(number_or(member(pair, "head"), 0.0),
                                    number_or(member(pair, "discharge"), 0.0));
        }
        Value const& capacity = member(*value_, "capacity");
        if (!capacity.is_absent()) {
            // A capacity over time is a share of its largest value.
            TimeSeries series = sources_.series(from_value::series(capacity), "m3/s");
            double const largest = series.maximum();
            made.curve = {{0.0, largest}};
            for (double& value : series.value) value = largest > 0.0 ? value / largest : 0.0;
            made.running.share = std::move(series);
        }
        if (given(*value_, "on_above")) {
            LevelSwitch by_level;
            by_level.at = given(*value_, "at") ? end("at") : made.from;
            by_level.on_m = number("on_above");
            by_level.off_m = number("off_below");
            made.running.by_level = by_level;
        }
        made_.pumps.push_back(std::move(made));
    }

    Territory const& territory_;
    StructureSources const& sources_;
    StructureLabel label_;
    Value const* value_ = nullptr;
    Structures made_;
};

} // namespace

Structures structures_from(TerritorySpec const& spec, Territory const& territory,
                           StructureSources const& sources, FaultList& faults) {
    StructureMaker maker(territory, sources);
    for (StructureSpec const& structure : spec.structures) {
        try {
            maker.add(structure);
        } catch (InputError const& error) {
            for (Fault const& fault : error.faults()) faults.add(fault);
        }
    }
    return maker.take();
}

} // namespace jumelle
