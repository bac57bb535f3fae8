#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "core/base/random.hpp"
#include "io/network/swmm.hpp"

namespace jumelle {
namespace {

char const* const good = R"([TITLE]
;; a small network
[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS DEPTH
START_DATE 01/01/2007
[JUNCTIONS]
;;name elev max init sur ponded
J1  10.0  2.0  0.5  3.0  20
J2   9.0  0
[OUTFALLS]
O1   8.0  FIXED 8.4 YES
[STORAGE]
S1   7.0  3.0  0.0  TABULAR basin
S2   7.0  2.0  0.0  FUNCTIONAL 10 1 5
[CONDUITS]
C1  J1 J2  100  0.013  0.1 0.2 0.05
C2  J2 O1   50  0.015  0 0
[PUMPS]
P1  S1 J1 curve1 ON 1.5 0.5
[ORIFICES]
R1  J2 S1 SIDE 0.2 0.65 NO
[WEIRS]
W1  J2 S2 TRANSVERSE 0.5 1.8 NO
[XSECTIONS]
C1 CIRCULAR 0.6 0 0 0 2
C2 RECT_CLOSED 0.8 1.2 0 0 1
R1 CIRCULAR 0.3 0 0 0
W1 RECT_OPEN 0.5 2.0 0 0
[LOSSES]
C2 0.5 1.0 0 YES
[CURVES]
basin STORAGE 0 100
basin         3 200
curve1 PUMP3 0 0.2
curve1 5 0.1
[TIMESERIES]
flow 0 0.1 1:30 0.3
flow 2 0.0
[INFLOWS]
J1 FLOW flow FLOW 1.0 2.0 0.05
[COORDINATES]
J1 100.5 200.5
[SUBCATCHMENTS]
A B C
)";

std::string with(std::string const& from, std::string const& to) {
    std::string text = good;
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string faults_in(std::string const& text) {
    try {
        read_swmm_text(text, "net.inp");
    } catch (InputError const& error) {
        return error.what();
    }
    return "no fault";
}

TEST(Swmm, reads_nodes) {
    DrainNetwork const network = read_swmm_text(good, "net.inp");
    ASSERT_EQ(network.nodes.size(), 5U);
    DrainNode const& first = network.nodes[0];
    EXPECT_EQ(first.name, "J1");
    EXPECT_EQ(first.rim_m, 12.0);
    EXPECT_EQ(first.initial_depth_m, 0.5);
    EXPECT_EQ(first.surcharge_depth_m, 3.0);
    EXPECT_EQ(first.ponded_area_m2, 20.0);
    EXPECT_EQ(first.position->x_m, 100.5);
    EXPECT_EQ(first.place.line, 9);
    EXPECT_FALSE(network.nodes[1].position);
    EXPECT_DOUBLE_EQ(network.nodes[1].rim_m, 9.8); // as high as its highest pipe
    EXPECT_EQ(network.nodes[2].outfall, OutfallKind::level);
    EXPECT_EQ(network.nodes[2].level_m.at(0.0), 8.4);
    EXPECT_EQ(network.nodes[2].gate, FlapGate::closes);
    EXPECT_EQ(network.nodes[3].storage[1].y, 200.0);
    EXPECT_DOUBLE_EQ(network.nodes[4].storage.back().y, 25.0);
}

TEST(Swmm, reads_links) {
    DrainNetwork const network = read_swmm_text(good, "net.inp");
    ASSERT_EQ(network.pipes.size(), 2U);
    EXPECT_EQ(network.pipes[0].to, 1);
    EXPECT_EQ(network.pipes[0].to_offset_m, 0.2);
    EXPECT_EQ(network.pipes[0].initial_flow_m3ps, 0.05);
    EXPECT_EQ(network.pipes[0].shape.barrels, 2.0);
    EXPECT_EQ(network.pipes[1].shape.shape, PipeShape::rectangular_closed);
    EXPECT_EQ(network.pipes[1].loss, 1.5);
    EXPECT_EQ(network.pipes[1].gate, FlapGate::closes);
    EXPECT_EQ(network.pumps[0].curve, PumpCurve::head);
    EXPECT_EQ(network.pumps[0].on_depth_m, 1.5);
    EXPECT_EQ(network.orifices[0].height_m, 0.3);
    EXPECT_EQ(network.weirs[0].length_m, 2.0);
    EXPECT_EQ(network.weirs[0].coefficient_m05ps, 1.8);
}

TEST(Swmm, reads_inflows_with_factor_and_base) {
    DrainNetwork const network = read_swmm_text(good, "net.inp");
    TimeSeries const& flow = network.nodes[0].inflow_m3ps;
    EXPECT_DOUBLE_EQ(flow.at(0.0), 0.25);
    EXPECT_DOUBLE_EQ(flow.at(5400.0), 0.65);
    EXPECT_DOUBLE_EQ(flow.at(7200.0), 0.05);
}

TEST(Swmm, names_the_sections_that_it_leaves_out) {
    DrainNetwork const network = read_swmm_text(good, "net.inp");
    ASSERT_EQ(network.notes.size(), 1U);
    EXPECT_EQ(network.notes[0], "section [SUBCATCHMENTS] is left out");
}

TEST(Swmm, turns_american_units_into_si) {
    DrainNetwork const network = read_swmm_text(with("FLOW_UNITS CMS", "FLOW_UNITS CFS"), "net.inp");
    EXPECT_DOUBLE_EQ(network.nodes[0].invert_m, 3.048);
    EXPECT_DOUBLE_EQ(network.nodes[0].ponded_area_m2, 20.0 * 0.3048 * 0.3048);
    EXPECT_DOUBLE_EQ(network.pipes[0].length_m, 30.48);
    EXPECT_DOUBLE_EQ(network.pipes[0].initial_flow_m3ps, 0.05 * 0.3048 * 0.3048 * 0.3048);
    EXPECT_DOUBLE_EQ(network.weirs[0].coefficient_m05ps, 1.8 * std::sqrt(0.3048));
    EXPECT_EQ(network.nodes[0].position->x_m, 100.5); // the map has its own units
}

TEST(Swmm, knows_all_units_of_flow) {
    for (auto const& [name, si] : {std::pair{"GPM", 6.30901964e-5},
                                   {"MGD", 0.0438126364},
                                   {"LPS", 1e-3},
                                   {"MLD", 0.0115740741},
                                   {"CMS", 1.0},
                                   {"CFS", 0.0283168466}}) {
        DrainNetwork const network =
            read_swmm_text(with("FLOW_UNITS CMS", std::string("FLOW_UNITS ") + name), "net.inp");
        EXPECT_NEAR(network.pipes[0].initial_flow_m3ps, 0.05 * si, 1e-9 * si) << name;
    }
}

TEST(Swmm, takes_offsets_as_levels_where_the_file_says_so) {
    std::string text = with("LINK_OFFSETS DEPTH", "LINK_OFFSETS ELEVATION");
    auto const replace = [&](std::string const& from, std::string const& to) {
        text.replace(text.find(from), from.size(), to);
    };
    replace("0.1 0.2 0.05", "10.1 9.2 0.05");
    replace("0.015  0 0", "0.015  * *");
    replace("SIDE 0.2", "SIDE 9.2");
    replace("TRANSVERSE 0.5", "TRANSVERSE 9.5");
    DrainNetwork const network = read_swmm_text(text, "net.inp");
    EXPECT_NEAR(network.pipes[0].from_offset_m, 0.1, 1e-12);
    EXPECT_EQ(network.pipes[1].from_offset_m, 0.0);
    EXPECT_NEAR(network.weirs[0].offset_m, 0.5, 1e-12);
}

TEST(Swmm, counts_dated_series_from_the_start) {
    DrainNetwork const network = read_swmm_text(
        with("flow 0 0.1 1:30 0.3\nflow 2 0.0", "flow 01/01/2007 0 0.1\nflow 01/02/2007 6:00 0.3"),
        "net.inp");
    EXPECT_DOUBLE_EQ(network.nodes[0].inflow_m3ps.time_s.back(), 30.0 * 3600.0);
}

TEST(Swmm, accepts_the_spelling_outfall) {
    EXPECT_EQ(read_swmm_text(with("[OUTFALLS]", "[OUTFALL]"), "net.inp").nodes.size(), 5U);
}

struct Wrong {
    char const *from, *to, *message;
};

class WrongSwmm : public testing::TestWithParam<Wrong> {};

TEST_P(WrongSwmm, is_told_with_its_line) {
    EXPECT_EQ(faults_in(with(GetParam().from, GetParam().to)), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Files, WrongSwmm,
    testing::Values(
        Wrong{"FLOW_UNITS CMS", "FLOW_UNITS BBL",
              "net.inp:4:12: 'BBL' is no unit of flow\n  hint: known: CFS, GPM, MGD, CMS, LPS, MLD"},
        Wrong{"C1  J1 J2  100", "C1  J1 J9  100",
              "net.inp:17:1: pipe 'C1' ends at 'J9', which is no node\n  hint: did you mean 'J1'?"},
        Wrong{"C1  J1 J2  100", "C1  J1 J2  long", "net.inp:17:12: 'long' is no length: a number is needed"},
        Wrong{"C1  J1 J2  100", "C1  J1 J2  0",
              "net.inp:17:1: pipe 'C1' has a length of 0\n  hint: give a length above 0"},
        Wrong{"0.013", "0", "net.inp:17:1: pipe 'C1' has a roughness of 0\n  hint: give a roughness above 0"},
        Wrong{"CIRCULAR 0.6", "CIRCULAR 0",
              "net.inp:17:1: pipe 'C1' has a diameter of 0\n  hint: give a diameter above 0"},
        Wrong{"C1 CIRCULAR 0.6", "C1 EGG 0.6",
              "net.inp:26:4: pipes of shape 'EGG' are not read\n  hint: known: CIRCULAR, RECT_CLOSED, "
              "RECT_OPEN, "
              "TRAPEZOIDAL, TRIANGULAR"},
        Wrong{"J1 curve1", "J1 *",
              "net.inp:20:1: pump 'P1' has no curve\n  hint: give points of head and discharge, or of depth "
              "and "
              "discharge"},
        Wrong{"J1 curve1", "J1 curve2",
              "net.inp:20:11: there is no curve 'curve2'\n  hint: did you mean 'curve1'?"},
        Wrong{"J2   9.0  0", "J1   9.0  0",
              "net.inp:10:1: there are two nodes 'J1'\n  hint: the other stands in line 9; rename one\n"
              "net.inp:17:1: pipe 'C1' ends at 'J2', which is no node\n  hint: did you mean 'J1'?\n"
              "net.inp:18:1: pipe 'C2' ends at 'J2', which is no node\n  hint: did you mean 'J1'?\n"
              "net.inp:22:1: orifice 'R1' ends at 'J2', which is no node\n  hint: did you mean 'J1'?\n"
              "net.inp:24:1: weir 'W1' ends at 'J2', which is no node\n  hint: did you mean 'J1'?"},
        Wrong{"J1  10.0  2.0", "J1  10.0  -2.0",
              "net.inp:9:1: node 'J1' has its rim at 8 m, below its bottom at 10 m\n  hint: swap the two, or "
              "give a "
              "maximum depth above 0\nnet.inp:17:1: pipe 'C1' ends at 10.1 m, above the rim of node 'J1' at "
              "8 m\n  "
              "hint: lower the pipe or raise the rim"},
        Wrong{"J1 FLOW flow", "J1 FLOW flaw",
              "net.inp:41:9: there is no time series 'flaw'\n  hint: did you mean 'flow'?"},
        Wrong{"flow 2 0.0", "flow 1 0.0",
              "net.inp:39:6: series 'flow' goes back in time here\n  hint: times must rise"},
        Wrong{"[TITLE]", "hello",
              "net.inp:1: 'hello' stands before the first section\n  hint: a SWMM input file "
              "begins with a section such as [TITLE] or [JUNCTIONS]"}));

TEST(Swmm, tells_a_pipe_without_outlet_by_name) {
    std::string const text =
        "[OPTIONS]\nFLOW_UNITS CMS\n[JUNCTIONS]\nA 1 2\nB 0 2\nC 0 2\n[CONDUITS]\nP A B 10 0.013 0 0\n"
        "[XSECTIONS]\nP CIRCULAR 0.5\n";
    EXPECT_EQ(
        faults_in(text),
        "net.inp:6:1: nothing is joined to node 'C'\n  hint: join it by a pipe, or remove it\n"
        "net.inp:8:1: pipe 'P' has no outlet: from 2 nodes (A, B) no way leads to an outfall or a storage\n"
        "  hint: join this part to an outfall");
}

TEST(Swmm, of_an_empty_text_is_a_fault) {
    EXPECT_EQ(faults_in(""),
              "net.inp: has no section\n  hint: a SWMM input file begins with a section such as [TITLE] "
              "or [JUNCTIONS]");
}

TEST(Swmm, tells_faults_of_many_lines_at_once) {
    std::string text = good;
    for (int i = 0; i < 100; ++i) text += "[JUNCTIONS]\nX" + std::to_string(i) + " deep\n";
    try {
        read_swmm_text(text, "net.inp");
        FAIL();
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().size(), 51U);
        EXPECT_EQ(error.faults().back().message, "has 100 faults; these are the first 50");
    }
}

/// The same seed gives the same texts on every machine.
TEST(Swmm, of_any_mutated_text_lets_only_input_errors_escape) {
    constexpr std::uint64_t seed = 8;
    static constexpr std::array<char const*, 14> pieces{
        "\n", "[", "]", "\"", ";", "-1", "nan", "1e999", "0", "*", "[CURVES]\n", "\xC3", "J1 ", " FILE "};
    for (std::uint64_t i = 0; i < 3000; ++i) {
        RandomStream const random(seed, i);
        std::uint64_t n = 0;
        auto const below = [&](std::size_t bound) {
            return static_cast<std::size_t>(random.bits(n++) % bound);
        };
        std::string text = good;
        for (std::size_t edits = 1 + below(6); edits > 0; --edits) {
            std::size_t const at = below(text.size());
            switch (below(4)) {
            case 0:
                text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.erase(at, 1 + below(20));
                break;
            case 2:
                text.insert(at, text.substr(below(text.size()), 1 + below(40)));
                break;
            default:
                text.insert(at, pieces[below(pieces.size())]);
            }
            if (text.empty()) text = "[";
        }
        try {
            DrainNetwork const network = read_swmm_text(text, "net.inp");
            EXPECT_TRUE(faults_of(network).empty());
        } catch (InputError const& error) {
            EXPECT_FALSE(error.faults().front().message.empty());
        } catch (std::exception const& error) {
            FAIL() << "input " << i << " let this escape: " << error.what() << "\n" << text;
        }
    }
}

} // namespace
} // namespace jumelle
