#include "models/flood/structures/line_works.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/base/sum.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Cells on the two sides of a face.
std::pair<Cell, Cell> sides_of(ChainFace const& face) {
    bool const along_x = face.axis == FaceAxis::columns;
    return {{along_x ? face.row : face.row - 1, along_x ? face.column - 1 : face.column},
            {face.row, face.column}};
}

Point middle_of(ChainFace const& face, Grid const& grid) {
    auto const [before, after] = sides_of(face);
    Point const a = grid.centre(before), b = grid.centre(after);
    return {0.5 * (a.x_m + b.x_m), 0.5 * (a.y_m + b.y_m)};
}

bool reaches_outside(std::vector<Point> const& line, Grid const& grid) {
    return std::any_of(line.begin(), line.end(), [&](Point point) {
        return !(point.x_m >= grid.west_m && point.x_m <= grid.east_m() && point.y_m >= grid.south_m() &&
                 point.y_m <= grid.north_m);
    });
}

/// Length of the overlap of two stretches over the length of the second.
double covered(double from_m, double to_m, ChainFace const& face) {
    double const overlap = std::min(to_m, face.end_m) - std::max(from_m, face.begin_m);
    return std::clamp(overlap / (face.end_m - face.begin_m), 0.0, 1.0);
}

} // namespace

LineWorks::LineWorks(Structures const& structures, Grid const& grid, Ground const& ground, FaultList& faults)
    : grid_(grid), ground_(ground), faults_(faults) {
    for (WallLine const& wall : structures.walls) add_wall(wall);
    for (BridgeLine const& bridge : structures.bridges) add_bridge(bridge);
    for (GateLine const& gate : structures.gates) add_gate(gate);
    place_faces();
    for (DikeBreach const& breach : structures.breaches) add_breach(breach);
}

double LineWorks::ground_at(ChainFace const& face) const {
    auto const [a, b] = sides_of(face);
    double const left = ground_.level_m(a.row, a.column), right = ground_.level_m(b.row, b.column);
    return std::max(left, right);
}

bool LineWorks::is_sound(StructureLabel const& label, std::vector<Point> const& points, Line const& line) {
    if (reaches_outside(points, grid_)) {
        faults_.add(
            structure_fault(label, fmt::format("'{}' reaches outside the grid", label.name),
                            fmt::format("the grid reaches from x {} to {} and from y {} to {}", grid_.west_m,
                                        grid_.east_m(), grid_.south_m(), grid_.north_m)));
    } else if (line.chain.empty()) {
        faults_.add(structure_fault(
            label, fmt::format("the line of '{}' is shorter than a cell, or lies on the border", label.name),
            fmt::format("cells have sides of {} m; draw it longer or take smaller cells", grid_.cell_m)));
    } else if (std::all_of(line.chain.begin(), line.chain.end(),
                           [&](ChainFace const& face) { return ground_at(face) > solid_above_m; })) {
        faults_.add(
            structure_fault(label,
                            fmt::format("'{}' stands on buildings or outside the territory along all of "
                                        "its line, where no water can be",
                                        label.name),
                            "move it to open ground"));
    } else if (!std::all_of(line.shapes.begin(), line.shapes.end(),
                            [](BarrierShape const& shape) { return std::isfinite(shape.sill_m); })) {
        faults_.add(structure_fault(label,
                                    fmt::format("the crest of '{}' is not a number everywhere", label.name),
                                    "give a height for each corner of the line"));
    } else {
        return true;
    }
    return false;
}

std::optional<std::size_t> LineWorks::add_line(StructureLabel const& label, std::vector<Point> const& points,
                                               ShapeOf const& shape_of) {
    Line line;
    line.name = label.name;
    if (!reaches_outside(points, grid_)) line.chain = structure_chain(points, grid_);
    for (ChainFace const& face : line.chain) {
        line.shapes.push_back(shape_of(face));
        line.shapes.back().length_share = face.length_share();
    }
    if (!is_sound(label, points, line)) return std::nullopt;
    lines_.push_back(std::move(line));
    return lines_.size() - 1;
}

void LineWorks::add_wall(WallLine const& wall) {
    auto const& heights = wall.crest.height_m;
    if (heights.empty() || (heights.size() != 1 && heights.size() != wall.line.size())) {
        faults_.add(structure_fault(wall.label,
                                    fmt::format("'{}' has {} crest heights for {} corners", wall.label.name,
                                                heights.size(), wall.line.size()),
                                    "give one height, or one for each corner of the line"));
        return;
    }
    add_line(wall.label, wall.line, [&](ChainFace const& face) {
        BarrierShape shape;
        bool const over_ground = wall.crest.above == CrestHeight::Above::ground;
        shape.sill_m = height_along(heights, face.along) + (over_ground ? ground_at(face) : 0.0);
        shape.coefficients.weir = wall.weir_coefficient;
        return shape;
    });
}

void LineWorks::add_bridge(BridgeLine const& bridge) {
    auto const line = add_line(bridge.label, bridge.line, [&](ChainFace const& face) {
        BarrierShape shape;
        shape.sill_m = ground_at(face);
        shape.soffit_m = bridge.soffit_m;
        shape.deck_m = bridge.deck_m;
        shape.blockage = bridge.blockage;
        shape.coefficients.orifice = bridge.orifice_coefficient;
        shape.deck_coefficient = bridge.deck_coefficient;
        return shape;
    });
    if (!line) return;
    auto const& shapes = lines_[*line].shapes;
    if (std::none_of(shapes.begin(), shapes.end(),
                     [](BarrierShape const& shape) { return shape.soffit_m > shape.sill_m; })) {
        faults_.add(structure_fault(
            bridge.label,
            fmt::format("the soffit of '{}', {} m, lies below the ground along all of its line",
                        bridge.label.name, bridge.soffit_m),
            "levels count from the vertical datum of the elevation"));
    }
}

void LineWorks::add_gate(GateLine const& gate) {
    try {
        Controller controller(gate.opening, gate.label, grid_, ground_);
        auto const line = add_line(gate.label, gate.line, [&](ChainFace const& face) {
            BarrierShape shape;
            shape.sill_m = shape.soffit_m = std::max(gate.sill_m, ground_at(face));
            shape.deck_m = gate.top_m;
            shape.coefficients = {gate.orifice_coefficient, gate.weir_coefficient};
            shape.deck_coefficient = gate.weir_coefficient;
            return shape;
        });
        if (line) gates_.push_back({*line, gate.height_m, std::move(controller)});
    } catch (InputError const& error) {
        for (Fault const& fault : error.faults()) faults_.add(fault);
    }
}

void LineWorks::add_breach(DikeBreach const& breach) {
    auto const line = std::find_if(lines_.begin(), lines_.end(),
                                   [&](Line const& candidate) { return candidate.name == breach.levee; });
    if (line == lines_.end()) return; // the levee's own fault is told, or that there is none
    auto const distance = [&](ChainFace const& face) {
        Point const middle = middle_of(face, grid_);
        return std::hypot(middle.x_m - breach.at.x_m, middle.y_m - breach.at.y_m);
    };
    auto const nearest =
        std::min_element(line->chain.begin(), line->chain.end(),
                         [&](ChainFace const& a, ChainFace const& b) { return distance(a) < distance(b); });
    if (!(distance(*nearest) <= 2.0 * grid_.cell_m)) {
        faults_.add(structure_fault(breach.label,
                                    fmt::format("'{}' at [{}, {}] lies {:.1f} m from the levee '{}'",
                                                breach.label.name, breach.at.x_m, breach.at.y_m,
                                                distance(*nearest), breach.levee),
                                    "move it onto the levee"));
        return;
    }
    auto const middle = static_cast<std::size_t>(nearest - line->chain.begin());
    double const crest_m = line->shapes[middle].sill_m;
    if (breach.level_m >= crest_m) {
        faults_.add(
            structure_fault(breach.label,
                            fmt::format("the bottom of '{}', {} m, is not below the crest of the levee, {} m",
                                        breach.label.name, breach.level_m, crest_m),
                            "give the level to which the dike falls"));
        return;
    }
    breaks_.push_back({breach.label.name, static_cast<std::size_t>(line - lines_.begin()), middle,
                       BreachGrowth(breach, crest_m)});
}

void LineWorks::place_faces() {
    struct Owner {
        std::size_t line, member;
    };
    std::map<std::tuple<bool, Index, Index>, Owner> owners; // in the order in which Barriers keeps them
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        lines_[l].faces.assign(lines_[l].chain.size(), no_face);
        for (std::size_t i = 0; i < lines_[l].chain.size(); ++i) {
            ChainFace const& face = lines_[l].chain[i];
            owners[{face.axis == FaceAxis::rows, face.row, face.column}] = {l, i};
        }
    }
    for (auto const& [position, owner] : owners) {
        Line& line = lines_[owner.line];
        line.faces[owner.member] = faces_.size();
        BarrierFace face;
        face.axis = line.chain[owner.member].axis;
        face.row = line.chain[owner.member].row;
        face.column = line.chain[owner.member].column;
        face.shape = line.shapes[owner.member];
        faces_.push_back(face);
    }
}

void LineWorks::install(Solver& solver) const {
    solver.barriers() = Barriers(faces_, grid_.rows, grid_.columns);
}

void LineWorks::update_gate(Gate& gate, StepTimes const& times, Solver& solver) const {
    gate.controller.update(times, solver);
    for (std::size_t const face : lines_[gate.line].faces) {
        if (face == no_face) continue;
        BarrierShape& shape = solver.barriers().faces()[face].shape;
        shape.soffit_m = shape.sill_m + gate.controller.share() * gate.height_m;
    }
}

void LineWorks::update_break(Break& broken, StepTimes const& times, Solver& solver) const {
    Line const& line = lines_[broken.line];
    ChainFace const& middle = line.chain[broken.middle];
    auto const [a, b] = sides_of(middle);
    double const one = level_in(solver, a), other = level_in(solver, b);
    broken.growth.update(times, {std::max(one, other), std::min(one, other)});
    if (!broken.growth.has_begun()) return;
    double const at_m = 0.5 * (middle.begin_m + middle.end_m), half_m = 0.5 * broken.growth.width_m();
    for (std::size_t i = 0; i < line.chain.size(); ++i) {
        double const share = covered(at_m - half_m, at_m + half_m, line.chain[i]);
        if (line.faces[i] == no_face || share <= 0.0) continue;
        BarrierShape& shape = solver.barriers().faces()[line.faces[i]].shape;
        shape.notch_share = share;
        shape.notch_m = std::min(shape.sill_m, broken.growth.level_m());
    }
}

void LineWorks::update(StepTimes const& times, Solver& solver) {
    for (Gate& gate : gates_) update_gate(gate, times, solver);
    for (Break& broken : breaks_) update_break(broken, times, solver);
}

std::vector<Cell> LineWorks::watched_cells() const {
    std::vector<Cell> cells;
    for (Gate const& gate : gates_) gate.controller.add_cells(cells);
    for (Break const& broken : breaks_) {
        auto const [a, b] = sides_of(lines_[broken.line].chain[broken.middle]);
        cells.insert(cells.end(), {a, b});
    }
    return cells;
}

double LineWorks::discharge(Line const& line, std::size_t from, std::size_t to, Solver& solver) const {
    CompensatedSum sum_m2ps;
    auto const& faces = solver.barriers().faces();
    for (std::size_t i = from; i < to; ++i) {
        if (line.faces[i] != no_face) sum_m2ps.add(line.chain[i].rightward * faces[line.faces[i]].mass_m2ps);
    }
    return grid_.cell_m * sum_m2ps.value();
}

void LineWorks::add_discharges(Solver& solver, std::vector<StructureDischarge>& into) const {
    for (Line const& line : lines_)
        into.push_back({line.name, discharge(line, 0, line.chain.size(), solver)});
    for (Break const& broken : breaks_) {
        Line const& line = lines_[broken.line];
        double const at_m = 0.5 * (line.chain[broken.middle].begin_m + line.chain[broken.middle].end_m);
        double const half_m = 0.5 * broken.growth.width_m();
        CompensatedSum sum;
        for (std::size_t i = 0; i < line.chain.size(); ++i) {
            if (covered(at_m - half_m, at_m + half_m, line.chain[i]) > 0.0)
                sum.add(discharge(line, i, i + 1, solver));
        }
        into.push_back({broken.name, sum.value()});
    }
}

} // namespace jumelle::flood
