#include "core/run/apply_measures.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "core/run/places.hpp"
#include "core/run/road_measures.hpp"
#include "core/scenario/from_value.hpp"
#include "core/territory/measures/drains.hpp"
#include "core/territory/measures/ground.hpp"
#include "core/territory/measures/surface.hpp"

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

bool is_building(double height_m) {
    return height_m > 0.0;
}

bool is_sealed(double cover) {
    return cover == static_cast<double>(LandCover::asphalt) || cover == static_cast<double>(LandCover::paved);
}

/// Whether a field has a value of some kind anywhere in a region; false where there is no such field.
bool any_cell(Territory const& territory, Region const& region, std::string const& field,
              bool (*is_meant)(double)) {
    bool const is_fine =
        territory.fine.has_value() && lies_on_fine_terrain(field) && territory.fine->fields.has(field);
    FieldStore const& fields = is_fine ? territory.fine->fields : territory.fields;
    if (!fields.has(field)) return false;
    auto const cells = cells_inside(region, is_fine ? territory.fine->grid : territory.grid);
    return std::any_of(cells.begin(), cells.end(),
                       [&](Cell cell) { return is_meant(fields.at(field).cells(cell.row, cell.column)); });
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
        record.cost = cost_of(record);
        territory_.measures.push_back(std::move(record));
    }

  private:
    MeasureRecord changed() {
        std::string const& kind = spec_.kind;
        if (is_road_measure(kind)) return make_road_measure(spec_, territory_, sources_);
        if (kind == "upgrade_drain") return upgrade_drain();
        if (kind == "set_field") return set_fields();
        if (auto const record = on_surfaces(kind)) return *record;
        if (auto const record = on_ground(kind)) return *record;
        MeasureRecord structure;
        structure.structures = 1;
        if (given(value_, "line"))
            structure.length_m = length_of(line_of(value_["line"], territory_, sources_.line));
        return structure;
    }

    /// Measures on trees, roofs and pavements.
    std::optional<MeasureRecord> on_surfaces(std::string const& kind) {
        if (kind == "plant_trees") return plant();
        if (kind == "unseal") return unseal_ground();
        if (kind == "cool_roofs") return reflect(Surfacing::roofs);
        if (kind == "green_roofs") return green();
        if (kind == "cool_pavement") return reflect(Surfacing::pavements);
        return std::nullopt;
    }

    /// Measures that move earth or houses.
    std::optional<MeasureRecord> on_ground(std::string const& kind) {
        if (kind == "raise_ground") return raise();
        if (kind == "retention_basin") return dig_basin(territory_, area(), number_or(value_["depth"], 0.0));
        if (kind == "swale") return dig();
        if (kind == "new_building") return build(territory_, area(), number_or(value_["height"], 0.0));
        if (kind == "demolish")
            return jumelle::demolish(territory_, area_with_buildings(),
                                     cover_named(text_or(value_["to"], "")));
        return std::nullopt;
    }

    MeasureRecord plant() {
        Trees const trees{number_or(value_["cover"], 0.0), number_or(value_["height"], 0.0),
                          number_or(value_["crown_radius"], 0.0)};
        MeasureRecord planted = plant_trees(territory_, area(), trees);
        expect_in_area(planted.cells > 0, "has no room for a tree",
                       "buildings, water and higher trees take none; make the area larger");
        return planted;
    }

    /// Unit costs × what was changed.
    double cost_of(MeasureRecord const& record) const {
        Value const& cost = member(value_, "cost");
        auto const price = [&](char const* key) { return number_or(member(cost, key), 0.0); };
        return price("fixed") + price("per_m2") * record.area_m2 +
               price("per_m3") * (record.cut_m3 + record.fill_m3) + price("per_m") * record.length_m;
    }

    void expect(bool holds, std::string message, std::string hint) const {
        if (!holds) throw InputError(value_.fault(std::move(message), std::move(hint)));
    }

    void expect_on_grid(Region const& region, Value const& where) const {
        Grid const& grid = territory_.grid;
        if (!reaches_outside(region, grid)) return;
        throw InputError(where.fault("reaches outside the grid",
                                     fmt::format("the grid reaches from x {} to {} and from y {} to {}",
                                                 grid.west_m, grid.east_m(), grid.south_m(), grid.north_m)));
    }

    /// @throws InputError where the area leaves the grid or covers no cell
    Region area() const {
        expect(territory_.grid.size() > 0, "the territory has no grid to change",
               "give it fields, or name edges in place of an area");
        Region region = sources_.region(spec_.inside);
        Value const& where = spec_.inside.where;
        expect_on_grid(region, where);
        if (cells_inside(region, territory_.grid).empty())
            throw InputError(where.fault("covers no cell centre", "make the area larger than a cell"));
        return region;
    }

    /// @throws InputError at the area where something does not hold of it
    void expect_in_area(bool holds, std::string message, std::string hint) const {
        if (!holds) throw InputError(spec_.inside.where.fault(std::move(message), std::move(hint)));
    }

    Region area_with_buildings() const {
        Region region = area();
        expect(has_field(territory_, "building_height"), "the territory has no field 'building_height'",
               "give it to the territory, under fields:");
        expect_in_area(any_cell(territory_, region, "building_height", is_building), "holds no building",
                       "draw it around buildings, or leave the measure out");
        return region;
    }

    Region sealed_area() const {
        expect(has_field(territory_, "land_cover"), "the territory has no field 'land_cover'",
               "what is sealed is known from land_cover: add it to territory.fields");
        Region region = area();
        expect_in_area(any_cell(territory_, region, "land_cover", is_sealed),
                       "holds no asphalt and no paving",
                       "draw it around sealed ground, or leave the measure out");
        return region;
    }

    MeasureRecord dig() {
        Swale const swale{number_or(value_["width"], 0.0), number_or(value_["depth"], 0.0)};
        Value const& where = value_["line"];
        expect(territory_.grid.size() > 0, "the territory has no grid to change", "give it fields");
        Region line;
        line.points = line_of(where, territory_, sources_.line);
        expect_on_grid(line, where);
        MeasureRecord record = dig_swale(territory_, line.points, swale);
        if (record.cells == 0)
            throw InputError(where.fault("meets the centre of no cell",
                                         "make the swale wider than a cell, or the cells smaller"));
        record.length_m = length_of(line.points);
        return record;
    }

    MeasureRecord unseal_ground() {
        return unseal(territory_, sealed_area(), cover_named(text_or(value_["to"], "")));
    }

    MeasureRecord reflect(Surfacing what) {
        Region const region = what == Surfacing::roofs ? area_with_buildings() : sealed_area();
        return at_this_measure(
            [&] { return resurface(territory_, region, what, number_or(value_["albedo"], 0.0)); });
    }

    /// @throws InputError at this measure for what a change of the territory refuses
    template <class Change>
    MeasureRecord at_this_measure(Change const& change) const {
        try {
            return change();
        } catch (InputError const& error) {
            Fault const& told = error.faults().front();
            throw InputError(value_.fault(told.message, told.hint));
        }
    }

    MeasureRecord green() {
        Region const region = area_with_buildings();
        return at_this_measure(
            [&] { return green_roofs(territory_, region, number_or(value_["storage"], 0.0)); });
    }

    std::vector<std::size_t> pipes() const {
        DrainNetwork const& drains = *territory_.drains;
        if (!given(value_, "pipes")) {
            auto found = pipes_inside(drains, area());
            if (found.empty())
                throw InputError(spec_.inside.where.fault("holds no pipe with both its ends",
                                                          "make the area larger, or name the pipes"));
            return found;
        }
        std::vector<std::string> known;
        for (DrainPipe const& pipe : drains.pipes) known.push_back(pipe.name);
        std::vector<std::size_t> all;
        for (Value const& name : elements(value_["pipes"])) {
            auto const found = pipe_named(drains, name.text());
            if (!found)
                throw InputError(name.fault(fmt::format("there is no pipe '{}'", name.text()),
                                            hint_for_name(name.text(), known)));
            all.push_back(*found);
        }
        return all;
    }

    MeasureRecord upgrade_drain() {
        expect(territory_.drains.has_value(), "the territory has no drains", "name them, territory.drains");
        PipeChange change;
        change.diameter_m = number(member(value_, "diameter"));
        change.manning = number(member(value_, "manning"));
        if (given(value_, "barrels")) change.barrels = static_cast<double>(value_["barrels"].integer());
        MeasureRecord record = change_pipes(territory_, pipes(), change);
        auto const faults = faults_of(*territory_.drains);
        if (!faults.empty()) throw InputError(value_.fault(faults.front().message, faults.front().hint));
        return record;
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
