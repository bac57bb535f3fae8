#pragma once

#include <functional>
#include <vector>

#include "models/flood/structures/breach.hpp"
#include "models/flood/structures/control.hpp"
#include "models/flood/structures/discharge.hpp"
#include "models/flood/structures/face_chain.hpp"

namespace jumelle::flood {

/// Everything that stands on cell faces along lines: puts its shapes on the faces, moves gates, lets dikes
/// break. The water through them is found by the sweep.
class LineWorks {
  public:
    /// Adds all faults to `faults`; what has one is left out.
    LineWorks(Structures const& structures, Grid const& grid, Ground const& ground, FaultList& faults);

    /// Puts the shapes on the solver's faces.
    void install(Solver& solver) const;
    /// Before a step: moves what moves.
    void update(StepTimes const& times, Solver& solver);
    /// Cells that rules and breaches look at.
    std::vector<Cell> watched_cells() const;
    /// Discharge of each line and breach in the last step.
    void add_discharges(Solver& solver, std::vector<StructureDischarge>& into) const;
    /// The shapes on the faces belong to the solver.
    void archive_state(StateArchive& archive) {
        archive("gates", gates_);
        archive("breaks", breaks_);
    }

  private:
    static constexpr std::size_t no_face = static_cast<std::size_t>(-1);
    struct Line {
        std::string name;
        std::vector<ChainFace> chain;
        std::vector<BarrierShape> shapes; ///< of the chain, at the start
        std::vector<std::size_t> faces;   ///< of the chain; `no_face` where another line took it
    };
    struct Gate {
        std::size_t line = 0;
        double height_m = 0.0;
        Controller controller;
        void archive_state(StateArchive& archive) { archive("controller", controller); }
    };
    struct Break {
        std::string name;
        std::size_t line = 0, middle = 0; ///< member of the chain
        BreachGrowth growth;
        void archive_state(StateArchive& archive) { archive("growth", growth); }
    };
    using ShapeOf = std::function<BarrierShape(ChainFace const&)>;

    std::optional<std::size_t> add_line(StructureLabel const& label, std::vector<Point> const& points,
                                        ShapeOf const& shape_of);
    void add_wall(WallLine const& wall);
    void add_bridge(BridgeLine const& bridge);
    void add_gate(GateLine const& gate);
    void add_breach(DikeBreach const& breach);
    bool is_sound(StructureLabel const& label, std::vector<Point> const& points, Line const& line);
    void place_faces();
    double ground_at(ChainFace const& face) const;
    void update_gate(Gate& gate, StepTimes const& times, Solver& solver) const;
    void update_break(Break& broken, StepTimes const& times, Solver& solver) const;
    double discharge(Line const& line, std::size_t from, std::size_t to, Solver& solver) const;

    Grid grid_;
    Ground const& ground_; ///< read by the constructor only
    FaultList& faults_;    ///< filled by the constructor only
    std::vector<Line> lines_;
    std::vector<BarrierFace> faces_;
    std::vector<Gate> gates_;
    std::vector<Break> breaks_;
};

} // namespace jumelle::flood
