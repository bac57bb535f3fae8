#include <algorithm>

#include <fmt/format.h>

#include "models/flood/kernels/culvert.hpp"
#include "models/flood/kernels/weir.hpp"
#include "models/flood/structures/links.hpp"

namespace jumelle::flood {

namespace {

/// The same barrels seen from either end.
class CulvertFlow : public LinkFlow {
  public:
    CulvertFlow(Culvert const& culvert, double from_invert_m, double to_invert_m)
        : from_invert_m_(from_invert_m),
          to_invert_m_(to_invert_m),
          barrels_(static_cast<double>(culvert.barrels)),
          way_(culvert.way),
          forward_(shape_of(culvert, from_invert_m - to_invert_m)),
          backward_(shape_of(culvert, to_invert_m - from_invert_m)) {}

    void archive_state(StateArchive&) override {} // nothing moves
    double forward(double from_m, double to_m) const override {
        return barrels_ * forward_.discharge(from_m - from_invert_m_, to_m - to_invert_m_);
    }
    double backward(double from_m, double to_m) const override {
        if (way_ == LinkWay::forward) return 0.0;
        return barrels_ * backward_.discharge(from_m - to_invert_m_, to_m - from_invert_m_);
    }

  private:
    static BarrelShape shape_of(Culvert const& culvert, double fall_m) {
        bool const box = culvert.shape == Culvert::Shape::box;
        BarrelShape shape;
        shape.section = box ? BarrelShape::Section::box : BarrelShape::Section::circular;
        shape.width_m = culvert.width_m;
        shape.height_m = culvert.height_m;
        shape.length_m = culvert.length_m;
        shape.fall_m = fall_m;
        shape.manning = culvert.manning;
        shape.entrance_loss = culvert.entrance_loss;
        shape.exit_loss = culvert.exit_loss;
        shape.inlet_form = culvert.inlet.form;
        shape.k = culvert.inlet.k;
        shape.m = culvert.inlet.m;
        shape.c = culvert.inlet.c;
        shape.y = culvert.inlet.y;
        shape.slope_share = culvert.inlet.slope_share;
        return shape;
    }

    double from_invert_m_, to_invert_m_, barrels_;
    LinkWay way_;
    Barrel forward_, backward_;
};

class OpeningFlow : public LinkFlow {
  public:
    OpeningFlow(PointOpening const& opening, Controller controller)
        : opening_(opening), controller_(std::move(controller)) {}
    void update(StepTimes const& times, Solver const& solver) override { controller_.update(times, solver); }
    void add_cells(std::vector<Cell>& cells) const override { controller_.add_cells(cells); }
    void archive_state(StateArchive& archive) override { archive("controller", controller_); }
    double forward(double from_m, double to_m) const override {
        bool const has_edge = opening_.height_m < unlimited;
        double const share = controller_.share();
        double const height = has_edge ? share * opening_.height_m : opening_.height_m;
        double const width = has_edge ? opening_.width_m : share * opening_.width_m;
        OpeningCoefficients const coefficients{opening_.orifice_coefficient, opening_.weir_coefficient};
        return width *
               opening_flow(coefficients, height, from_m - opening_.sill_m, to_m - opening_.sill_m).q_m2ps;
    }
    double backward(double from_m, double to_m) const override {
        return opening_.way == LinkWay::forward ? 0.0 : forward(from_m, to_m);
    }

  private:
    PointOpening opening_;
    Controller controller_;
};

class PumpFlow : public LinkFlow {
  public:
    PumpFlow(Pump const& pump, Controller controller)
        : curve_(pump.curve), controller_(std::move(controller)) {
        auto const& rule = pump.running.by_level;
        bool const by_own_level = rule && rule->on_when == LevelSwitch::When::above &&
                                  rule->at.x_m == pump.from.x_m && rule->at.y_m == pump.from.y_m;
        // A step never takes more than down to the level at which the pump stops.
        if (by_own_level) lowest_m_ = rule->off_m;
    }
    void update(StepTimes const& times, Solver const& solver) override { controller_.update(times, solver); }
    void add_cells(std::vector<Cell>& cells) const override { controller_.add_cells(cells); }
    void archive_state(StateArchive& archive) override { archive("controller", controller_); }
    double forward(double from_m, double to_m) const override {
        double const head = to_m - from_m;
        auto const above =
            std::find_if(curve_.begin(), curve_.end(), [&](auto const& point) { return point.first > head; });
        if (above == curve_.begin()) return controller_.share() * curve_.front().second;
        if (above == curve_.end()) return controller_.share() * curve_.back().second;
        auto const below = above - 1;
        double const share = (head - below->first) / (above->first - below->first);
        return controller_.share() * (below->second + share * (above->second - below->second));
    }
    bool lifts() const override { return true; }
    double lowest_level_m() const override { return lowest_m_; }

  private:
    std::vector<std::pair<double, double>> curve_;
    Controller controller_;
    double lowest_m_ = -unlimited;
};

class Maker {
  public:
    Maker(Grid const& grid, Ground const& ground, FaultList& faults)
        : grid_(grid), ground_(ground), faults_(faults) {}

    void add(Culvert const& culvert) {
        Cell const from = upper(culvert.label, culvert.from), to = lower(culvert.label, culvert.to, from);
        auto const ground = [&](Cell cell) { return ground_.level_m(cell.row, cell.column); };
        links_.emplace_back(culvert.label.name, from, to,
                            std::make_unique<CulvertFlow>(culvert,
                                                          culvert.from_invert_m.value_or(ground(from)),
                                                          culvert.to_invert_m.value_or(ground(to))));
    }
    void add(PointOpening const& opening) {
        Cell const from = upper(opening.label, opening.from), to = lower(opening.label, opening.to, from);
        links_.emplace_back(opening.label.name, from, to,
                            std::make_unique<OpeningFlow>(
                                opening, Controller(opening.opening, opening.label, grid_, ground_)));
    }
    void add(Pump const& pump) {
        if (pump.curve.empty()) {
            throw InputError(structure_fault(
                pump.label, fmt::format("pump '{}' has neither a capacity nor a curve", pump.label.name),
                "give capacity: 0.5 m3/s, or a curve of head and discharge"));
        }
        Cell const from = upper(pump.label, pump.from);
        std::optional<Cell> const to =
            pump.to ? std::optional<Cell>(lower(pump.label, *pump.to, from)) : std::nullopt;
        links_.emplace_back(
            pump.label.name, from, to,
            std::make_unique<PumpFlow>(pump, Controller(pump.running, pump.label, grid_, ground_)));
    }
    template <class Structure>
    void add_all(std::vector<Structure> const& structures) {
        for (Structure const& structure : structures) {
            try {
                add(structure);
            } catch (InputError const& error) {
                for (Fault const& fault : error.faults()) faults_.add(fault);
            }
        }
    }
    std::vector<Link> take() { return std::move(links_); }

  private:
    Cell upper(StructureLabel const& label, Point at) const {
        return wet_cell_at(at, "the upper end", label, grid_, ground_);
    }
    Cell lower(StructureLabel const& label, Point at, Cell from) const {
        Cell const to = wet_cell_at(at, "the lower end", label, grid_, ground_);
        if (to == from) {
            throw InputError(structure_fault(
                label, fmt::format("both ends of '{}' lie in one cell", label.name),
                fmt::format("cells have sides of {} m; move the ends apart or take smaller cells",
                            grid_.cell_m)));
        }
        return to;
    }

    Grid const& grid_;
    Ground const& ground_;
    FaultList& faults_;
    std::vector<Link> links_;
};

} // namespace

std::vector<Link> make_links(Structures const& structures, Grid const& grid, Ground const& ground,
                             FaultList& faults) {
    Maker maker(grid, ground, faults);
    maker.add_all(structures.culverts);
    maker.add_all(structures.openings);
    maker.add_all(structures.pumps);
    return maker.take();
}

} // namespace jumelle::flood
