#include "models/flood/structures/structures.hpp"

#include <algorithm>
#include <cmath>

#include "models/flood/structures/line_works.hpp"
#include "models/flood/structures/links.hpp"

namespace jumelle::flood {

namespace {

class Works : public StructureProcess {
  public:
    Works(LineWorks lines, std::vector<Link> links, SolverSettings const& settings, Solver& solver)
        : lines_(std::move(lines)), links_(std::move(links)), settings_(settings), solver_(solver) {}

    std::vector<Cell> cells() const override {
        std::vector<Cell> all = lines_.watched_cells();
        for (Link const& link : links_) link.add_cells(all);
        return all;
    }

    double longest_step_s(Solver const& solver) const override {
        double q_m3ps = 0.0;
        for (Link const& link : links_) q_m3ps = std::max(q_m3ps, std::abs(link.wanted_m3ps(solver)));
        return step_for_rise_s(q_m3ps / cell_m2(), settings_);
    }

    void prepare(StepTimes const& times, Solver& solver) override {
        lines_.update(times, solver);
        for (Link& link : links_) link.update(times, solver);
    }

    void act(StepTimes const& times, Solver& solver) override {
        for (Link& link : links_) link.act(times, solver, cell_m2());
    }

    std::vector<SeriesInfo> series() const override {
        std::vector<SeriesInfo> made;
        for (StructureDischarge const& works : discharges()) {
            made.push_back({"structure", works.name, "discharge", "m3 s-1",
                            "discharge of the structure, from left to right of its line or from its start to "
                            "its end"});
        }
        return made;
    }
    void read_series(std::vector<double>& values) const override {
        for (StructureDischarge const& works : discharges()) values.push_back(works.discharge_m3ps);
    }

    void archive_state(StateArchive& archive) override {
        archive("lines", lines_);
        archive("links", links_);
    }

    void report(Balance& balance) const override {
        double out_m3 = 0.0, under_way_m3 = 0.0;
        for (Link const& link : links_) {
            out_m3 += link.taken_out_m3();
            under_way_m3 += link.under_way_m3();
        }
        balance.stored += under_way_m3;
        bool const any_leaves = std::any_of(links_.begin(), links_.end(),
                                            [](Link const& link) { return link.leaves_territory(); });
        if (!any_leaves) return;
        balance.terms.push_back({"pumped_out", -out_m3});
        balance.out += out_m3;
    }

    std::vector<StructureDischarge> discharges() const override {
        std::vector<StructureDischarge> made;
        lines_.add_discharges(solver_, made);
        for (Link const& link : links_) made.push_back(link.discharge());
        return made;
    }

  private:
    double cell_m2() const { return settings_.cell_m * settings_.cell_m; }

    LineWorks lines_;
    std::vector<Link> links_;
    SolverSettings settings_;
    Solver& solver_; ///< whose faces the lines stand on
};

} // namespace

std::unique_ptr<StructureProcess> make_structures(Structures const& structures, Grid const& grid,
                                                  Ground const& ground, SolverSettings const& settings,
                                                  Solver& solver) {
    FaultList faults;
    LineWorks lines(structures, grid, ground, faults);
    std::vector<Link> links = make_links(structures, grid, ground, faults);
    faults.throw_if_any();
    lines.install(solver);
    return std::make_unique<Works>(std::move(lines), std::move(links), settings, solver);
}

} // namespace jumelle::flood
