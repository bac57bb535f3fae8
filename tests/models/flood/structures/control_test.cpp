#include "models/flood/structures/control.hpp"

#include <gtest/gtest.h>

#include "tests/models/flood/structures/works.hpp"

namespace jumelle::flood {
namespace {

using test::Works;

/// One cell whose level is set by hand.
class Watched {
  public:
    Watched()
        : works_(cases::flat_territory(1, 1, 10.0)),
          ground_(ground_from(cases::flat_territory(1, 1, 10.0).fields, {})) {}
    Controller controller(Control const& control) {
        StructureLabel label;
        label.name = "gate";
        Grid grid;
        grid.rows = grid.columns = 1;
        grid.cell_m = 10.0;
        return Controller(control, label, grid, ground_);
    }
    double share_at(Controller& controller, double level_m, double length_s = 1.0) {
        works_.solver().add_water({0, 0}, level_m - works_.solver().water({0, 0}).h_m);
        controller.update({now_s_, now_s_ + length_s}, works_.solver());
        now_s_ += length_s;
        return controller.share();
    }

  private:
    Works works_;
    Ground ground_;
    double now_s_ = 0.0;
};

Control by_level(LevelSwitch::When when, double on_m, double off_m) {
    Control control;
    control.by_level = LevelSwitch{{5.0, -5.0}, when, on_m, off_m};
    return control;
}

TEST(Control, by_level_stays_as_it_is_between_its_two_levels) {
    Watched world;
    Controller gate = world.controller(by_level(LevelSwitch::When::above, 3.0, 2.5));
    EXPECT_EQ(world.share_at(gate, 2.8), 0.0);
    EXPECT_EQ(world.share_at(gate, 3.1), 1.0);
    EXPECT_EQ(world.share_at(gate, 2.8), 1.0);
    EXPECT_EQ(world.share_at(gate, 2.4), 0.0);
    EXPECT_EQ(world.share_at(gate, 2.8), 0.0);
}

TEST(Control, that_opens_below_a_level_closes_above_another) {
    Watched world;
    Controller gate = world.controller(by_level(LevelSwitch::When::below, 1.0, 1.2));
    EXPECT_EQ(world.share_at(gate, 1.1), 0.0);
    EXPECT_EQ(world.share_at(gate, 0.9), 1.0);
    EXPECT_EQ(world.share_at(gate, 1.1), 1.0);
    EXPECT_EQ(world.share_at(gate, 1.3), 0.0);
}

TEST(Control, by_time_follows_its_series) {
    Watched world;
    Control control;
    control.share = {{0.0, 10.0}, {0.0, 1.0}, Interpolation::linear};
    Controller gate = world.controller(control);
    EXPECT_NEAR(world.share_at(gate, 0.0, 2.0), 0.1, 1e-15); // mean of the first two seconds
    EXPECT_NEAR(world.share_at(gate, 0.0, 8.0), 0.6, 1e-15);
    EXPECT_EQ(world.share_at(gate, 0.0, 1.0), 1.0);
}

TEST(Control, moves_no_faster_than_its_drive) {
    Watched world;
    Control control = by_level(LevelSwitch::When::above, 1.0, 0.5);
    control.travel_s = 10.0;
    Controller gate = world.controller(control);
    EXPECT_EQ(world.share_at(gate, 0.0), 0.0);
    EXPECT_NEAR(world.share_at(gate, 2.0, 3.0), 0.3, 1e-15);
    EXPECT_NEAR(world.share_at(gate, 2.0, 3.0), 0.6, 1e-15);
    EXPECT_NEAR(world.share_at(gate, 0.0, 1.0), 0.5, 1e-15);
    EXPECT_EQ(world.share_at(gate, 0.0, 100.0), 0.0);
}

TEST(Control, share_stays_between_shut_and_open) {
    Watched world;
    Control control;
    control.share = TimeSeries::constant(1.7);
    Controller gate = world.controller(control);
    EXPECT_EQ(world.share_at(gate, 0.0), 1.0);
}

} // namespace
} // namespace jumelle::flood
