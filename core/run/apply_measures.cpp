#include "core/run/apply_measures.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

#include "core/run/places.hpp"
#include "core/scenario/from_value.hpp"
#include "core/territory/measures/ground.hpp"
#include "core/territory/measures/roads.hpp"

namespace jumelle {

namespace {

using from_value::elements;
using from_value::given;
using from_value::member;
using from_value::number;
using from_value::number_or;
using from_value::text_or;

LandCover cover_named(std::string const& name) {
    for (LandCoverClass const& known : land_cover_classes()) {
        if (name == known.name) return known.code;
    }
    return LandCover::grass;
}

/// Makes one measure. Every function throws InputError at the place where something is wrong.
class Maker {
  public:
    Maker(MeasureSpec const& spec, Territory& territory, MeasureSources const& sources)
        : spec_(spec), value_(spec.where), territory_(territory), sources_(sources) {}

    void make() {
        MeasureRecord record = changed();
        record.kind = spec_.kind;
        record.name = spec_.name;
        territory_.measures.push_back(std::move(record));
    }

  private:
    MeasureRecord changed() {
        std::string const& kind = spec_.kind;
        if (kind == "plant_trees") {
            Trees const trees{number_or(value_["cover"], 0.0), number_or(value_["height"], 0.0),
                              number_or(value_["crown_radius"], 0.0)};
            return plant_trees(territory_, area(), trees);
        }
        if (kind == "unseal") return unseal_ground();
        if (kind == "cool_roofs") return reflect(Surfacing::roofs);
        if (kind == "cool_pavement") return reflect(Surfacing::pavements);
        if (kind == "raise_ground") return raise();
        if (kind == "retention_basin") return dig_basin(territory_, area(), number_or(value_["depth"], 0.0));
        if (kind == "swale") {
            Swale const swale{number_or(value_["width"], 0.0), number_or(value_["depth"], 0.0)};
            return dig_swale(territory_, line(), swale);
        }
        if (kind == "new_building") return build(territory_, area(), number_or(value_["height"], 0.0));
        if (kind == "demolish")
            return jumelle::demolish(territory_, area(), cover_named(text_or(value_["to"], "")));
        if (kind == "set_field") return set_fields();
        if (kind == "shift_demand") {
            expect(!territory_.trips.origin.empty(), "there are no trips to shift", "name a demand");
            return shift_demand(territory_, 1.0 + number_or(value_["share"], 0.0));
        }
        if (std::find(road_kinds.begin(), road_kinds.end(), kind) != road_kinds.end()) return roads();
        MeasureRecord structure;
        structure.structures = 1;
        return structure;
    }

    void expect(bool holds, std::string message, std::string hint) const {
        if (!holds) throw InputError(value_.fault(std::move(message), std::move(hint)));
    }

    /// @throws InputError where the area leaves the grid or covers no cell
    Region area() const {
        Grid const& grid = territory_.grid;
        expect(grid.size() > 0, "the territory has no grid to change",
               "give it fields, or name edges in place of an area");
        Region region = sources_.region(spec_.inside);
        Value const& where = spec_.inside.where;
        if (reaches_outside(region, grid))
            throw InputError(
                where.fault("reaches outside the grid",
                            fmt::format("the grid reaches from x {} to {} and from y {} to {}", grid.west_m,
                                        grid.east_m(), grid.south_m(), grid.north_m)));
        if (cells_inside(region, grid).empty())
            throw InputError(where.fault("covers no cell centre", "make the area larger than a cell"));
        return region;
    }

    std::vector<Point> line() const {
        Value const& where = value_["line"];
        if (where.is_text()) return sources_.line(where);
        std::vector<Point> points;
        for (Value const& corner : elements(where)) {
            auto const at = from_value::position(corner);
            points.push_back(corner.is_text() ? find_place(territory_, corner.text(), corner)
                                              : Point{at->first, at->second});
        }
        return points;
    }

    MeasureRecord unseal_ground() {
        expect(territory_.fields.has("land_cover"), "the territory has no field 'land_cover'",
               "what is sealed is known from land_cover: add it to territory.fields");
        return unseal(territory_, area(), cover_named(text_or(value_["to"], "")));
    }

    MeasureRecord reflect(Surfacing what) {
        Region const region = area();
        try {
            return resurface(territory_, region, what, number_or(value_["albedo"], 0.0));
        } catch (InputError const& error) {
            Fault const& told = error.faults().front();
            throw InputError(value_.fault(told.message, told.hint));
        }
    }

    MeasureRecord raise() {
        if (given(value_, "to")) return level_ground(territory_, area(), number_or(value_["to"], 0.0));
        return raise_ground(territory_, area(), number_or(value_["by"], 0.0));
    }

    MeasureRecord set_fields() {
        Region const region = area();
        MeasureRecord all;
        for (auto const& [key, change] :
             {std::pair{"set", FieldChange::set}, std::pair{"add", FieldChange::add}}) {
            Value const& numbers = value_[key];
            if (!numbers.is_map()) continue;
            for (auto const& [field, to] : numbers.map()) {
                if (!to.is_quantity()) continue;
                MeasureRecord const one = set_one(region, {field, change, to.quantity()}, to);
                all.cells = std::max(all.cells, one.cells);
                all.area_m2 = std::max(all.area_m2, one.area_m2);
                all.cut_m3 += one.cut_m3;
                all.fill_m3 += one.fill_m3;
            }
        }
        return all;
    }

    MeasureRecord set_one(Region const& region, FieldValue const& change, Value const& where) {
        try {
            return set_field(territory_, region, change);
        } catch (InputError const& error) {
            Fault const& told = error.faults().front();
            throw InputError(where.fault(told.message, told.hint));
        }
    }

    std::vector<std::int32_t> edges() const {
        RoadGraph const& graph = territory_.roads;
        expect(graph.edges() > 0, "the territory has no roads", "name a network, territory.roads");
        if (!given(value_, "edges")) {
            expect(graph.has_positions, "the roads have no positions", "name the edges in place of an area");
            auto found = edges_inside(territory_, sources_.region(spec_.inside));
            if (found.empty())
                throw InputError(spec_.inside.where.fault("holds no edge with both its ends",
                                                          "make the area larger, or name the edges"));
            return found;
        }
        std::vector<std::int32_t> all;
        for (Value const& name : elements(value_["edges"])) {
            auto const found = edges_named(graph, name.text());
            if (found.empty())
                throw InputError(name.fault(fmt::format("there is no edge '{}'", name.text()),
                                            "results name the edges: road_edge_id"));
            all.insert(all.end(), found.begin(), found.end());
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    MeasureRecord roads() {
        auto found = edges();
        if (spec_.kind == "close_road")
            return close_roads(territory_, std::move(found), number_or(value_["from"], 0.0),
                               number_or(member(value_, "until"), std::numeric_limits<double>::infinity()));
        RoadChange change;
        if (spec_.kind == "speed_limit") change.highest_speed_mps = number(value_["speed"]);
        if (spec_.kind == "toll") change.toll = number(value_["toll"]);
        if (spec_.kind == "lanes") change.lanes = static_cast<std::int32_t>(value_["lanes"].integer());
        return change_roads(territory_, found, change);
    }

    static constexpr std::array<std::string_view, 4> road_kinds{"close_road", "speed_limit", "lanes", "toll"};
    MeasureSpec const& spec_;
    Value const& value_;
    Territory& territory_;
    MeasureSources const& sources_;
};

} // namespace

void apply_measures(std::vector<MeasureSpec> const& measures, Territory& territory,
                    MeasureSources const& sources, FaultList& faults) {
    for (MeasureSpec const& measure : measures) {
        try {
            Maker(measure, territory, sources).make();
        } catch (InputError const& error) {
            for (Fault const& fault : error.faults()) faults.add(fault);
        }
    }
}

} // namespace jumelle
