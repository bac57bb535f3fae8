#include <gtest/gtest.h>

#include "models/traffic/kernels/link_transmission/node_model.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::Dice;

/// A node with every turn from each approach to each exit.
struct Node {
    std::vector<double> sending, capacity, receiving;
    std::vector<std::vector<double>> fraction;

    std::vector<double> flows() const {
        std::vector<std::int64_t> begin{0};
        std::vector<std::int32_t> exit;
        std::vector<double> values;
        for (auto const& row : fraction) {
            for (std::size_t j = 0; j < row.size(); ++j) {
                exit.push_back(static_cast<std::int32_t>(j));
                values.push_back(row[j]);
            }
            begin.push_back(static_cast<std::int64_t>(exit.size()));
        }
        std::vector<double> sent(sending.size());
        NodeScratch scratch;
        node_flows({sending, capacity, receiving, begin, exit.data(), values.data()}, scratch, sent);
        return sent;
    }
    double into(std::size_t exit, std::vector<double> const& sent) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < sent.size(); ++i) sum += fraction[i][exit] * sent[i];
        return sum;
    }
};

TEST(NodeModel, lets_all_pass_where_there_is_room) {
    Node const node{{3.0, 4.0}, {5.0, 6.0}, {5.0, 5.0}, {{0.5, 0.5}, {0.25, 0.75}}};
    EXPECT_EQ(node.flows(), (std::vector<double>{3.0, 4.0}));
}

TEST(NodeModel, a_merge_shares_in_proportion_to_capacities) {
    Node const node{{500.0, 1000.0}, {500.0, 1000.0}, {600.0}, {{1.0}, {1.0}}};
    EXPECT_NEAR(node.flows()[0], 200.0, 1e-9);
    EXPECT_NEAR(node.flows()[1], 400.0, 1e-9);
}

TEST(NodeModel, a_merge_gives_what_one_does_not_use_to_the_other) {
    Node const node{{100.0, 1000.0}, {500.0, 1000.0}, {600.0}, {{1.0}, {1.0}}};
    EXPECT_NEAR(node.flows()[0], 100.0, 1e-9);
    EXPECT_NEAR(node.flows()[1], 500.0, 1e-9);
}

TEST(NodeModel, a_diverge_holds_back_everybody_behind_the_full_exit) {
    Node const node{{800.0}, {1000.0}, {300.0, 1000.0}, {{0.75, 0.25}}};
    EXPECT_NEAR(node.flows()[0], 400.0, 1e-9);
}

TEST(NodeModel, a_closed_exit_stops_those_who_use_it_and_nobody_else) {
    Node const node{{800.0, 700.0}, {1000.0, 1000.0}, {0.0, 1000.0}, {{0.1, 0.9}, {0.0, 1.0}}};
    EXPECT_EQ(node.flows(), (std::vector<double>{0.0, 700.0}));
}

/// Four approaches and four exits, data of the worked example of Tampère et al. 2011. By hand: exit 3 is the
/// scarcest with share 1000 / (300 + 300 + 2000 * 8/17); approach 1 wants less than that; then 850 are left
/// for approaches 2 and 4; exit 4 then has room for all of approach 3.
TEST(NodeModel, finds_the_worked_intersection) {
    Node node;
    node.capacity = {1000.0, 2000.0, 1000.0, 2000.0};
    node.sending = {500.0, 2000.0, 800.0, 1700.0};
    node.receiving = {1000.0, 2000.0, 1000.0, 2000.0};
    node.fraction = {{0.0, 0.1, 0.3, 0.6},
                     {0.05, 0.0, 0.15, 0.8},
                     {0.125, 0.125, 0.0, 0.75},
                     {1.0 / 17.0, 8.0 / 17.0, 8.0 / 17.0, 0.0}};
    auto const sent = node.flows();
    double const share = 850.0 / (300.0 + 2000.0 * 8.0 / 17.0);
    EXPECT_NEAR(sent[0], 500.0, 1e-9);
    EXPECT_NEAR(sent[1], 2000.0 * share, 1e-9);
    EXPECT_NEAR(sent[2], 800.0, 1e-9);
    EXPECT_NEAR(sent[3], 2000.0 * share, 1e-9);
    EXPECT_NEAR(2000.0 * share, 1369.668, 1e-3);
    EXPECT_NEAR(node.into(2, sent), 1000.0, 1e-9);
}

Node random_node(Dice& dice) {
    auto const approaches = static_cast<std::size_t>(1 + dice.below(4));
    auto const exits = static_cast<std::size_t>(1 + dice.below(4));
    Node node;
    for (std::size_t i = 0; i < approaches; ++i) {
        node.capacity.push_back(dice.between(1.0, 10.0));
        node.sending.push_back(dice.in(0.15) ? 0.0 : node.capacity.back() * dice.between(0.2, 1.0));
        std::vector<double> row;
        double sum = 0.0;
        for (std::size_t j = 0; j < exits; ++j)
            sum += row.emplace_back(dice.in(0.3) ? 0.0 : dice.between(0.1, 1.0));
        if (sum == 0.0) sum = row[0] = 1.0;
        for (double& fraction : row) fraction /= sum;
        node.fraction.push_back(row);
    }
    for (std::size_t j = 0; j < exits; ++j)
        node.receiving.push_back(dice.in(0.1)   ? 0.0
                                 : dice.in(0.1) ? test::point_queue
                                                : dice.between(0.0, 12.0));
    return node;
}

constexpr double near = 1e-10;

/// The exit that holds an approach back: full, and none of those who use it has a larger share of its
/// capacity.
bool is_held_rightly(Node const& node, std::vector<double> const& sent, std::size_t approach) {
    for (std::size_t j = 0; j < node.receiving.size(); ++j) {
        if (node.fraction[approach][j] == 0.0 || node.into(j, sent) < node.receiving[j] - near) continue;
        bool is_largest = true;
        for (std::size_t k = 0; k < sent.size(); ++k) {
            if (node.fraction[k][j] > 0.0 &&
                sent[k] / node.capacity[k] > sent[approach] / node.capacity[approach] + near)
                is_largest = false;
        }
        if (is_largest) return true;
    }
    return false;
}

TEST(NodeModel, keeps_its_conditions_at_random_nodes) {
    Dice dice(7);
    int held = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        Node const node = random_node(dice);
        auto const sent = node.flows();
        for (std::size_t j = 0; j < node.receiving.size(); ++j)
            ASSERT_LE(node.into(j, sent), node.receiving[j] + near) << "trial " << trial;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            ASSERT_GE(sent[i], 0.0);
            ASSERT_LE(sent[i], node.sending[i]);
            if (sent[i] >= node.sending[i] - near) continue;
            ++held;
            ASSERT_TRUE(is_held_rightly(node, sent, i)) << "trial " << trial << " approach " << i;
        }
    }
    EXPECT_GT(held, 500);
}

TEST(NodeModel, does_not_change_when_those_held_back_press_harder_or_unused_room_grows) {
    Dice dice(8);
    for (int trial = 0; trial < 2000; ++trial) {
        Node const node = random_node(dice);
        auto const sent = node.flows();
        Node other = node;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            if (sent[i] < node.sending[i] - near) other.sending[i] = node.capacity[i];
        }
        for (std::size_t j = 0; j < node.receiving.size(); ++j) {
            if (node.into(j, sent) < node.receiving[j] - near) other.receiving[j] = test::point_queue;
        }
        auto const again = other.flows();
        for (std::size_t i = 0; i < sent.size(); ++i)
            ASSERT_NEAR(sent[i], again[i], near) << "trial " << trial;
    }
}

} // namespace
} // namespace jumelle::traffic
