#include <gtest/gtest.h>

#include "core/base/random.hpp"
#include "io/network/drain_tables.hpp"

namespace jumelle {
namespace {

char const* const nodes = "name,kind,x,y,invert [m],rim [m],clogging [%],level [m],inflow [l/s],remark\n"
                          "a,junction,10,20,2,4,30,,50,old\n"
                          "b,,,,1.5,400,,,,\n"
                          "out,outfall,,,1,,,1.8,,\n";
char const* const pipes = "name;from;to;length [m];manning [s/m^(1/3)];shape;diameter [mm];width [m];loss\n"
                          "p;a;b;50;0.013;;300;;\n"
                          "q;b;out;40;0.015;rectangular_closed;500;0.8;0.5\n";

DrainNetwork read(std::string const& node_text, std::string const& pipe_text) {
    return read_drain_tables_text({node_text, pipe_text}, {"nodes.csv", "pipes.csv"}, manhole_lid);
}

std::string faults_in(std::string const& node_text, std::string const& pipe_text) {
    try {
        read(node_text, pipe_text);
    } catch (InputError const& error) {
        return error.what();
    }
    return "no fault";
}

std::string with(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(DrainTables, are_read_in_the_units_of_their_headings) {
    DrainNetwork const network = read(nodes, pipes);
    ASSERT_EQ(network.nodes.size(), 3U);
    EXPECT_EQ(network.nodes[0].position->y_m, 20.0);
    EXPECT_DOUBLE_EQ(network.nodes[0].inlet.clogging, 0.3);
    EXPECT_DOUBLE_EQ(network.nodes[0].inflow_m3ps.at(0.0), 0.05);
    EXPECT_EQ(network.nodes[0].inlet.orifice_coefficient, manhole_lid.orifice_coefficient);
    EXPECT_FALSE(network.nodes[1].position);
    EXPECT_EQ(network.nodes[2].outfall, OutfallKind::level);
    EXPECT_EQ(network.nodes[2].level_m.at(0.0), 1.8);
    ASSERT_EQ(network.pipes.size(), 2U);
    EXPECT_DOUBLE_EQ(network.pipes[0].shape.height_m, 0.3);
    EXPECT_EQ(network.pipes[0].to, 1);
    EXPECT_EQ(network.pipes[1].shape.shape, PipeShape::rectangular_closed);
    EXPECT_EQ(network.pipes[1].loss, 0.5);
}

TEST(DrainTables, tell_missing_columns) {
    EXPECT_EQ(faults_in("name,rim [m]\na,1\n", pipes),
              "nodes.csv:1:1: there is no column 'invert'\n  hint: name it invert [m]");
}

TEST(DrainTables, tell_columns_without_unit) {
    EXPECT_EQ(faults_in(with(nodes, "invert [m]", "invert"), pipes),
              "nodes.csv:1:15: column 'invert' does not say its unit\n  hint: write invert [m]");
    EXPECT_EQ(faults_in(with(nodes, "invert [m]", "invert [kg]"), pipes),
              "nodes.csv:1:15: 'kg' is no unit for column 'invert'\n  hint: write invert [m]");
}

TEST(DrainTables, tell_faults_of_both_files_at_once) {
    EXPECT_EQ(faults_in(with(nodes, "a,junction", "a,pond"), with(pipes, "0.013", "rough")),
              "nodes.csv:2:3: 'pond' is no kind\n  hint: known: junction, outfall, storage\n"
              "pipes.csv:2:10: 'rough' is no number");
}

TEST(DrainTables, tell_what_is_wrong_with_the_network) {
    EXPECT_EQ(faults_in(nodes, with(pipes, "q;b;out", "q;b;ouch")),
              "pipes.csv:3:1: pipe 'q' ends at 'ouch', which is no node\n  hint: known: a, b, out");
}

TEST(DrainTables, tell_half_a_position) {
    EXPECT_EQ(faults_in(with(nodes, ",10,20,", ",10,,"), pipes),
              "nodes.csv:2:1: needs both x and y, or neither");
}

TEST(DrainTables, tell_empty_cells_that_are_needed) {
    EXPECT_EQ(faults_in(nodes, with(pipes, ";50;", ";;")),
              "pipes.csv:2:1: the length is missing\n  hint: fill the cell");
}

TEST(DrainTables, of_any_mutated_text_let_only_input_errors_escape) {
    constexpr std::uint64_t seed = 9;
    std::string const marks = ",;\"[]\n-1e9nan#";
    for (std::uint64_t i = 0; i < 1500; ++i) {
        RandomStream const random(seed, i);
        std::string text = i % 2 == 0 ? nodes : pipes;
        for (std::uint64_t k = 0; k < 3; ++k) {
            auto const at = static_cast<std::size_t>(random.bits(3 * k) % text.size());
            bool const inserts = random.bits(3 * k + 1) % 2 == 0;
            char const mark = marks[static_cast<std::size_t>(random.bits(3 * k + 2) % marks.size())];
            if (inserts) {
                text.insert(at, 1, mark);
            } else {
                text[at] = mark;
            }
        }
        try {
            EXPECT_TRUE(faults_of(i % 2 == 0 ? read(text, pipes) : read(nodes, text)).empty());
        } catch (InputError const& error) {
            EXPECT_FALSE(error.faults().front().message.empty());
        } catch (std::exception const& error) {
            FAIL() << "input " << i << " let this escape: " << error.what() << "\n" << text;
        }
    }
}

} // namespace
} // namespace jumelle
