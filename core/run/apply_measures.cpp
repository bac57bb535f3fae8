#include "core/run/apply_measures.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "core/run/places.hpp"
#include "core/run/road_measures.hpp"
#include "core/scenario/from_value.hpp"
#include "core/territory/measures/drains.hpp"
#include "core/territory/measures/ground.hpp"

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
        record.cost = cost_of(record);
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
        if (kind == "green_roofs") return green();
        if (kind == "cool_pavement") return reflect(Surfacing::pavements);
        if (kind == "raise_ground") return raise();
        if (kind == "retention_basin") return dig_basin(territory_, area(), number_or(value_["depth"], 0.0));
        if (kind == "swale") {
            Swale const swale{number_or(value_["width"], 0.0), number_or(value_["depth"], 0.0)};
            return dig_swale(territory_, line_of(value_["line"], territory_, sources_.line), swale);
        }
        if (kind == "new_building") return build(territory_, area(), number_or(value_["height"], 0.0));
        if (kind == "demolish")
            return jumelle::demolish(territory_, area(), cover_named(text_or(value_["to"], "")));
        if (kind == "set_field") return set_fields();
        if (is_road_measure(kind)) return make_road_measure(spec_, territory_, sources_);
        if (kind == "upgrade_drain") return upgrade_drain();
        MeasureRecord structure;
        structure.structures = 1;
        if (given(value_, "line"))
            structure.length_m = length_of(line_of(value_["line"], territory_, sources_.line));
        return structure;
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

    MeasureRecord unseal_ground() {
        expect(territory_.fields.has("land_cover"), "the territory has no field 'land_cover'",
               "what is sealed is known from land_cover: add it to territory.fields");
        return unseal(territory_, area(), cover_named(text_or(value_["to"], "")));
    }

    MeasureRecord reflect(Surfacing what) {
        Region const region = area();
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
        Region const region = area();
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
        MeasureRecord const record = change_pipes(territory_, pipes(), change);
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
