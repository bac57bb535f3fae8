#include "core/base/state_archive.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/state_snapshot.hpp"

namespace jumelle {
namespace {

struct Tank {
    double depth_m = 0.0;
    CompensatedSum fallen_m3;
    void archive_state(StateArchive& archive) {
        archive("depth", depth_m);
        archive("fallen", fallen_m3);
    }
};

enum class Gate : std::uint8_t { shut, open };

struct Plant {
    explicit Plant(Index rows) : water(rows, 3, 0.0F), tanks(2), spare(std::make_unique<Tank>()) {}
    Array2D<float> water;
    std::vector<Tank> tanks;
    std::vector<std::int32_t> order;
    std::vector<std::vector<double>> ways;
    std::unique_ptr<Tank> spare, missing;
    std::string name;
    Gate gate = Gate::shut;
    bool runs = false;
    void archive_state(StateArchive& archive) {
        archive("water", water);
        archive("tanks", tanks);
        archive("order", order);
        archive("ways", ways);
        archive("spare", spare);
        archive("missing", missing);
        archive("name", name);
        archive("gate", gate);
        archive("runs", runs);
    }
};

Plant used_plant() {
    Plant plant(2);
    plant.water(1, 2) = 0.1F;
    plant.tanks[1].depth_m = 0.3;
    plant.tanks[1].fallen_m3.add(1e16);
    plant.tanks[1].fallen_m3.add(1.0);
    plant.order = {3, 1, 2};
    plant.ways = {{}, {0.5, 0.25}, {2.0}};
    plant.spare->depth_m = 7.0;
    plant.name = "north";
    plant.gate = Gate::open;
    plant.runs = true;
    return plant;
}

StateSnapshot saved(Plant plant) {
    StateSnapshot snapshot;
    SnapshotSaver saver(snapshot);
    saver("plant", plant);
    return snapshot;
}

TEST(AStateArchive, puts_back_every_number_that_it_took) {
    StateSnapshot const snapshot = saved(used_plant());
    Plant fresh(2);
    SnapshotLoader loader(snapshot);
    loader("plant", fresh);
    loader.expect_all_used();
    EXPECT_EQ(fresh.water(1, 2), 0.1F);
    EXPECT_EQ(fresh.tanks[1].depth_m, 0.3);
    EXPECT_EQ(fresh.order, (std::vector<std::int32_t>{3, 1, 2}));
    EXPECT_EQ(fresh.ways, (std::vector<std::vector<double>>{{}, {0.5, 0.25}, {2.0}}));
    EXPECT_EQ(fresh.spare->depth_m, 7.0);
    EXPECT_EQ(fresh.name, "north");
    EXPECT_EQ(fresh.gate, Gate::open);
    EXPECT_TRUE(fresh.runs);
    EXPECT_EQ(saved(std::move(fresh)), snapshot);
}

TEST(AStateArchive, keeps_what_a_sum_has_rounded_away) {
    StateSnapshot const snapshot = saved(used_plant());
    Plant fresh(2);
    SnapshotLoader loader(snapshot);
    loader("plant", fresh);
    fresh.tanks[1].fallen_m3.add(-1e16);
    EXPECT_EQ(fresh.tanks[1].fallen_m3.value(), 1.0);
}

TEST(AStateArchive, names_parts_behind_their_owner) {
    StateSnapshot const snapshot = saved(used_plant());
    EXPECT_EQ(snapshot.blocks.count("plant/tanks.1/depth"), 1U);
    EXPECT_EQ(snapshot.blocks.at("plant/water").rows, 2U);
    EXPECT_EQ(snapshot.blocks.at("plant/water").kind, StateBlock::Kind::float32);
}

TEST(AStateArchive, refuses_an_array_of_another_shape) {
    StateSnapshot const snapshot = saved(used_plant());
    Plant other(4);
    SnapshotLoader loader(snapshot);
    EXPECT_THROW(loader("plant", other), IoError);
}

TEST(AStateArchive, tells_what_is_missing) {
    StateSnapshot const empty;
    Tank tank;
    SnapshotLoader loader(empty);
    try {
        loader("tank", tank);
        FAIL();
    } catch (IoError const& error) {
        EXPECT_STREQ(error.what(), "the saved state has no 'tank/depth'");
    }
}

TEST(AStateArchive, tells_what_nobody_asked_for) {
    StateSnapshot const snapshot = saved(used_plant());
    SnapshotLoader const loader(snapshot);
    EXPECT_THROW(loader.expect_all_used(), IoError);
}

} // namespace
} // namespace jumelle
