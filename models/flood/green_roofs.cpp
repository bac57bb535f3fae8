#include "models/flood/green_roofs.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/sum.hpp"

namespace jumelle::flood {

namespace {

class GreenRoofs : public Process {
  public:
    GreenRoofs(std::vector<GreenRoof> roofs, double saturation, RainInput const& rain,
               SolverSettings const& settings)
        : roofs_(std::move(roofs)), rain_(rain), cell_area_m2_(settings.cell_m * settings.cell_m) {
        std::map<std::pair<Index, Index>, double> shares;
        double largest = 0.0;
        for (GreenRoof const& roof : roofs_) {
            free_m_.push_back(roof.storage_m * (1.0 - saturation));
            double& share = shares[{roof.ground.row, roof.ground.column}];
            share += roof.share;
            largest = std::max(largest, share);
        }
        longest_step_s_ = step_for_rise_s(rain.strongest_mps() * largest, settings);
    }

    std::vector<Cell> cells() const override {
        std::vector<Cell> all;
        for (GreenRoof const& roof : roofs_) all.push_back(roof.ground);
        return all;
    }
    double longest_step_s(Solver const&) const override { return longest_step_s_; }

    void act(StepTimes const& times, Solver& solver) override {
        RainStep const rain = rain_.of(times);
        if (!rain.falls()) return;
        CompensatedSum fallen_m, held_m;
        for (std::size_t i = 0; i < roofs_.size(); ++i) {
            GreenRoof const& roof = roofs_[i];
            double const depth_m = rain_depth(rain.row(roof.roof.row, nullptr), roof.roof.column);
            double const taken_m = std::min(free_m_[i], depth_m);
            free_m_[i] -= taken_m;
            double const shed_m = (depth_m - taken_m) * roof.share;
            double const given_m = shed_m > 0.0 ? solver.add_water(roof.ground, shed_m) : 0.0;
            held_m.add(taken_m * roof.share);
            fallen_m.add(taken_m * roof.share + given_m);
        }
        fallen_m3_.add(fallen_m.value() * cell_area_m2_);
        held_m3_.add(held_m.value() * cell_area_m2_);
    }

    void archive_state(StateArchive& archive) override {
        archive("free", free_m_);
        archive("fallen", fallen_m3_);
        archive("held", held_m3_);
    }

    void report(Balance& balance) const override {
        balance.terms.push_back({"green_roofs", fallen_m3_.value()});
        balance.terms.push_back({"held_by_green_roofs", -held_m3_.value()});
        balance.in += fallen_m3_.value();
        balance.out += held_m3_.value();
    }

  private:
    std::vector<GreenRoof> roofs_;
    std::vector<double> free_m_; ///< of each roof: water that it can still take
    RainInput const& rain_;
    double cell_area_m2_, longest_step_s_ = 0.0;
    CompensatedSum fallen_m3_, held_m3_;
};

} // namespace

std::unique_ptr<Process> make_green_roofs(std::vector<GreenRoof> const& roofs, double saturation,
                                          RainInput const& rain, SolverSettings const& settings) {
    return std::make_unique<GreenRoofs>(roofs, saturation, rain, settings);
}

} // namespace jumelle::flood
