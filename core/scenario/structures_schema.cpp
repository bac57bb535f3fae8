#include "core/scenario/culvert_inlets.hpp"
#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double widest_piers = 0.9; // share of the width; more is a wall
constexpr double concrete_n = 0.013; // s m^(-1/3)

constexpr double deepest_level_m = -500.0, highest_level_m = 9000.0; // below the Dead Sea, above Everest
constexpr double largest_size_m = 1000.0, longest_barrel_m = 100000.0;
constexpr double largest_coefficient = 2.0, largest_loss = 20.0;
constexpr double largest_pump_m3ps = 10000.0, highest_head_m = 1000.0;
constexpr double smoothest_n = 0.005, roughest_n = 0.5; // glass has 0.009 (Chow 1959)
constexpr std::size_t most_corners = 1000000;
constexpr std::int64_t most_barrels = 1000;

Schema level(std::string const& sentence) {
    return quantity("m").between(deepest_level_m, highest_level_m).says(sentence);
}

Schema size_of(std::string const& sentence) {
    return quantity("m").above(0.0).at_most(largest_size_m).says(sentence);
}

Schema coefficient(double standard, std::string const& sentence, std::string const& source) {
    return quantity("1").between(0.0, largest_coefficient).by_default(standard).says(sentence).from(source);
}

char const* const weir_sentence = "Poleni's coefficient C in q = 2/3 C sqrt(2 g) H^(3/2)";
char const* const bos = "Bos 1989, Discharge Measurement Structures, ILRI 20";
constexpr double broad_crest = 0.577, thin_crest = 0.62, sharp_orifice = 0.61, bridge_orifice = 0.8;

Schema weir_coefficient(double standard) {
    return coefficient(standard, weir_sentence, bos);
}

Schema orifice_coefficient(double standard) {
    return coefficient(standard, "contraction C in q = C a sqrt(2 g ΔH)",
                       "Henry 1950, Trans. ASCE 115; HEC-RAS Hydraulic Reference Manual 6.0, chapter 5");
}

Schema heights(std::string const& sentence) {
    Schema const one = quantity("m").between(deepest_level_m, highest_level_m);
    return either({one, list_of(one).sized(2, most_corners)}).may_be_absent().says(sentence);
}

Schema with_name() {
    return map().with("name", text().says("name of the structure in results"));
}

Schema wall_schema(double standard, std::string const& sentence) {
    return with_name()
        .with("line", line_schema())
        .with("crest", heights("level of the crest: one, or one for each corner"))
        .with("height", heights("height over the ground in place of crest"))
        .with("coefficient", weir_coefficient(standard))
        .exactly_one_of({"crest", "height"})
        .may_be_absent()
        .says(sentence);
}

Schema end_schema(std::string const& sentence) {
    return place_schema().says(sentence);
}

Schema rule_schema() {
    return map()
        .with("at", end_schema("where the level is watched").may_be_absent())
        .with("open_above", level("opens (or starts) when the level is above this").may_be_absent())
        .with("close_below", level("shuts (or stops) when it is below this").may_be_absent())
        .with("open_below", level("opens when the level is below this").may_be_absent())
        .with("close_above", level("shuts when it is above this").may_be_absent())
        .with("travel", quantity("s").at_least(0.0).by_default(0.0).says("time to move from shut to open"))
        .may_be_absent()
        .says("a rule by level: open_above with close_below, or open_below with close_above");
}

Schema opening_schema() {
    return series_schema("1").may_be_absent().says("share of the height that is open, over time; 1");
}

Schema way_schema() {
    return choice({"both", "forward"}).by_default("both").says("`forward`: a flap lets nothing back");
}

Schema bridge_schema() {
    return with_name()
        .with("line", line_schema())
        .with("soffit", level("lower edge of the deck"))
        .with("deck", level("level above which water flows over it"))
        .with("blockage", quantity("1")
                              .between(0.0, widest_piers)
                              .by_default(0.0)
                              .says("share of the width that piers take"))
        .with("coefficient", orifice_coefficient(bridge_orifice))
        .with("deck_coefficient", weir_coefficient(broad_crest))
        .may_be_absent()
        .says("a bridge with its deck: free flow, pressure flow, flow over the deck");
}

Schema breach_schema() {
    return with_name()
        .with("levee", text().says("name of the levee or flood wall that breaks"))
        .with("at", end_schema("middle of the breach"))
        .with("start", quantity("h").at_least(0.0).may_be_absent().says("time after the start of the run"))
        .with("start_level", level("starts when the water beside it rises above this").may_be_absent())
        .with("width",
              size_of("largest width; that of growth: froehlich follows from stored_volume").may_be_absent())
        .with("initial_width",
              quantity("m").between(0.0, largest_size_m).by_default(0.0).says("width at once"))
        .with("level", level("to which the crest falls"))
        .with("duration",
              quantity("min").at_least(0.0).by_default(10.0).says("time in which the crest falls"))
        .with("growth",
              choice({"linear", "sand", "clay", "froehlich"})
                  .by_default("linear")
                  .says("of the width: over the same duration, by the flow after it, or both by the "
                        "water that is stored")
                  .from("Verheij & van der Knaap 2002, WL | Delft Hydraulics Q3299; Froehlich 2008, "
                        "J. Hydraul. Eng. 134, 1708-1721"))
        .with("stored_volume", quantity("m3").above(0.0).may_be_absent().says(
                                   "water above the bottom of the breach when it begins (growth: froehlich)"))
        .with("failure", choice({"overtopping", "piping"})
                             .by_default("overtopping")
                             .says("how the dam fails (growth: froehlich)"))
        .may_be_absent()
        .says("a stretch of a levee whose crest falls in time");
}

Schema culvert_schema() {
    std::vector<std::string> inlets;
    for (CulvertInlet const& inlet : culvert_inlets()) inlets.emplace_back(inlet.name);
    Schema const invert = level("").may_be_absent();
    return with_name()
        .with("from", end_schema("upper end"))
        .with("to", end_schema("lower end"))
        .with("diameter", size_of("of a pipe").may_be_absent())
        .with("width", size_of("of a box").may_be_absent())
        .with("height", size_of("of a box").may_be_absent())
        .with("length", quantity("m")
                            .above(0.0)
                            .at_most(longest_barrel_m)
                            .may_be_absent()
                            .says("of the barrel; the distance of its ends"))
        .with("from_invert", Schema(invert).says("bottom of the upper end; the ground"))
        .with("to_invert", Schema(invert).says("bottom of the lower end; the ground"))
        .with("barrels", integer().between(1, most_barrels).by_default_integer(1).says("side by side"))
        .with("manning", quantity("s/m^(1/3)")
                             .between(smoothest_n, roughest_n)
                             .by_default(concrete_n)
                             .says("roughness of the barrel")
                             .from("Chow 1959, table 5-6: concrete culvert"))
        .with("inlet", choice(inlets)
                           .may_be_absent()
                           .says("concrete_headwall for pipes, box_wingwall_30_75 for boxes")
                           .from("FHWA 2012, HDS-5, 3rd edition, table A.1"))
        .with("entrance_loss", quantity("1")
                                   .between(0.0, largest_loss)
                                   .may_be_absent()
                                   .says("when the barrel rules; the inlet's"))
        .with("exit_loss",
              quantity("1").between(0.0, largest_loss).by_default(1.0).says("when the barrel rules"))
        .with("way", way_schema())
        .may_be_absent()
        .says("pipes or boxes under an embankment, by inlet and outlet control");
}

Schema gate_schema() {
    return with_name()
        .with("line", line_schema().may_be_absent())
        .with("from", end_schema("upper end, in place of line").may_be_absent())
        .with("to", end_schema("lower end").may_be_absent())
        .with("width", size_of("between from and to").may_be_absent())
        .with("sill", level("bottom of the opening; the ground").may_be_absent())
        .with("height", size_of("of the opening when fully open"))
        .with("top", level("upper edge of the shut gate, over which water may flow").may_be_absent())
        .with("coefficient", orifice_coefficient(sharp_orifice))
        .with("weir_coefficient", weir_coefficient(broad_crest))
        .with("opening", opening_schema())
        .with("rule", rule_schema())
        .with("way", way_schema())
        .exactly_one_of({"line", "from"})
        .may_be_absent()
        .says("a gate that moves by a rule or over time, along a line or between two points");
}

Schema weir_schema() {
    return with_name()
        .with("line", line_schema().may_be_absent())
        .with("from", end_schema("upper end, in place of line").may_be_absent())
        .with("to", end_schema("lower end").may_be_absent())
        .with("width", size_of("between from and to").may_be_absent())
        .with("crest", heights("level of the crest: one, or one for each corner"))
        .with("coefficient", weir_coefficient(broad_crest))
        .exactly_one_of({"line", "from"})
        .may_be_absent()
        .says("a weir along a line or between two points");
}

Schema orifice_schema() {
    return with_name()
        .with("from", end_schema("upper end"))
        .with("to", end_schema("lower end"))
        .with("diameter", size_of("of a round one").may_be_absent())
        .with("width", size_of("of a rectangle").may_be_absent())
        .with("height", size_of("of a rectangle").may_be_absent())
        .with("sill", level("its lowest point"))
        .with("coefficient", orifice_coefficient(sharp_orifice))
        .with("opening", opening_schema())
        .with("rule", rule_schema())
        .with("way", way_schema())
        .may_be_absent()
        .says("a hole in a wall between two points");
}

Schema pump_schema() {
    Schema const capacity = quantity("m3/s").between(0.0, largest_pump_m3ps);
    Schema const point =
        map()
            .with("head", quantity("m").between(-highest_head_m, highest_head_m).says("level there − here"))
            .with("discharge", Schema(capacity).says("at this head"));
    return with_name()
        .with("from", end_schema("where it takes the water"))
        .with("to", end_schema("where it gives it; out of the territory where left out").may_be_absent())
        .with("capacity", series_schema("m3/s").may_be_absent().says("discharge, over time"))
        .with("curve",
              list_of(point).sized(1, most_corners).may_be_absent().says("points of head and discharge"))
        .with("on_above", level("starts when the level is above this").may_be_absent())
        .with("off_below", level("stops when it is below this").may_be_absent())
        .with("at", end_schema("where the level is watched; from").may_be_absent())
        .may_be_absent()
        .says("a pump with a capacity or a curve, always or between two levels");
}

} // namespace

Schema line_schema() {
    return either({path(), list_of(place_schema()).sized(2, most_corners)})
        .says("corners [x, y] or named places, or a file: CSV of x,y corners, or lines of a vector file")
        .hint("write [[x, y], [x, y]] in metres of the territory's CRS, or the name of a file");
}

Schema structure_schema() {
    return map()
        .with("flood_wall", wall_schema(thin_crest, "a thin wall; water passes over its crest only"))
        .with("levee", wall_schema(broad_crest, "an embankment; water passes over its crest only"))
        .with("weir", weir_schema())
        .with("bridge", bridge_schema())
        .with("gate", gate_schema())
        .with("dike_breach", breach_schema())
        .with("culvert", culvert_schema())
        .with("orifice", orifice_schema())
        .with("pump", pump_schema());
}

Schema structures_schema() {
    Schema structure = structure_schema();
    structure.exactly_one_of(structure.member_names()).says("one structure");
    return list_of(structure).by_default("[]").says(
        "walls, bridges, culverts, pumps … that stand in the water");
}

} // namespace jumelle
