#include "core/territory/drain_network.hpp"

#include <algorithm>
#include <array>
#include <boost/pending/disjoint_sets.hpp>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace jumelle {

namespace {

constexpr std::int32_t nowhere = -1;
constexpr double most_rim_above_ground_m = 1.0; // a rim further up is a mistake of datum or place

/// Collects what is wrong with one network.
class Check {
  public:
    explicit Check(DrainNetwork const& network) : network_(network) {
        for (auto const& node : network.nodes) names_.push_back(node.name);
    }

    std::vector<Fault> all() {
        if (network_.nodes.empty()) {
            add({}, "the network has no nodes", "give junctions, pipes, and an outfall");
            return std::move(faults_);
        }
        repeated_nodes();
        for (auto const& node : network_.nodes) check(node);
        std::set<std::string> seen;
        each_link([&](DrainLink const& link, char const* what) { check(link, what, seen); });
        for (auto const& pipe : network_.pipes) check(pipe);
        for (auto const& pump : network_.pumps) check(pump);
        for (auto const& orifice : network_.orifices) check(orifice);
        for (auto const& weir : network_.weirs) check(weir);
        if (whole_) parts(); // else broken names would look like broken ways
        in_order_of_lines();
        return std::move(faults_);
    }

  private:
    void add(Place const& place, std::string message, std::string hint) {
        faults_.push_back({place, "", std::move(message), std::move(hint), FaultKind::data});
    }

    template <class F>
    void each_link(F const& f) const {
        for (auto const& pipe : network_.pipes) f(pipe, "pipe");
        for (auto const& pump : network_.pumps) f(pump, "pump");
        for (auto const& orifice : network_.orifices) f(orifice, "orifice");
        for (auto const& weir : network_.weirs) f(weir, "weir");
    }

    void expect_positive(DrainLink const& link, char const* what, double value, char const* size) {
        if (value > 0.0 && std::isfinite(value)) return;
        add(link.place, fmt::format("{} '{}' has a {} of {}", what, link.name, size, value),
            fmt::format("give a {} above 0", size));
    }

    void repeated_nodes() {
        std::map<std::string, int> line_of;
        for (auto const& node : network_.nodes) {
            auto const [known, is_new] = line_of.emplace(node.name, node.place.line);
            if (is_new) continue;
            whole_ = false;
            add(node.place, fmt::format("there are two nodes '{}'", node.name),
                known->second > 0 ? fmt::format("the other stands in line {}; rename one", known->second)
                                  : "rename one");
        }
    }

    void check(DrainNode const& node) {
        auto const say = [&](std::string const& what, std::string hint) {
            add(node.place, fmt::format("node '{}' {}", node.name, what), std::move(hint));
        };
        if (node.name.empty()) say("has no name", "names tell pipes where they begin and end");
        if (!(node.rim_m >= node.invert_m) && node.kind != DrainNodeKind::outfall)
            say(fmt::format("has its rim at {} m, below its bottom at {} m", node.rim_m, node.invert_m),
                "swap the two, or give a maximum depth above 0");
        if (!(node.initial_depth_m >= 0.0)) say("has a negative initial depth", "give 0 or more");
        if (!(node.surcharge_depth_m >= 0.0)) say("has a negative surcharge depth", "give 0 or more");
        if (!(node.ponded_area_m2 >= 0.0)) say("has a negative ponded area", "give 0 or more");
        if (!(node.plan_area_m2 > 0.0)) say("has no plan area", "give an area above 0");
        InletLaw const& inlet = node.inlet;
        if (!(inlet.clogging >= 0.0 && inlet.clogging <= 1.0))
            say(fmt::format("has a clogging of {}", inlet.clogging), "0 is free, 1 is blocked");
        if (!(inlet.perimeter_m >= 0.0 && inlet.area_m2 >= 0.0))
            say("has an inlet of negative size", "give its perimeter and its open area");
        check_storage(node);
    }

    void check_storage(DrainNode const& node) {
        double last = -1.0, largest = 0.0;
        for (auto const& point : node.storage) {
            if (!(point.x > last) || !(point.y >= 0.0)) {
                add(node.place, fmt::format("the storage curve of '{}' is not a rising one", node.name),
                    "depths must rise from 0, areas must not be negative");
                return;
            }
            last = point.x;
            largest = std::max(largest, point.y);
        }
        if (!node.storage.empty() && largest <= 0.0)
            add(node.place, fmt::format("the storage curve of '{}' holds no water", node.name),
                "give areas above 0");
    }

    void check(DrainLink const& link, char const* what, std::set<std::string>& seen) {
        if (!seen.insert(link.name).second)
            add(link.place, fmt::format("there are two links '{}'", link.name), "rename one");
        for (auto const& [name, node] : {std::pair{link.from_name, link.from}, {link.to_name, link.to}}) {
            if (node != nowhere) continue;
            whole_ = false;
            add(link.place, fmt::format("{} '{}' ends at '{}', which is no node", what, link.name, name),
                hint_for_name(name, names_));
        }
        if (link.from != nowhere && link.from == link.to)
            add(link.place,
                fmt::format("{} '{}' begins and ends at node '{}'", what, link.name, link.from_name),
                "join two different nodes");
    }

    void check(DrainPipe const& pipe) {
        expect_positive(pipe, "pipe", pipe.length_m, "length");
        expect_positive(pipe, "pipe", pipe.manning, "roughness");
        bool const round = pipe.shape.shape == PipeShape::circular;
        expect_positive(pipe, "pipe", pipe.shape.height_m, round ? "diameter" : "height");
        if (pipe.shape.shape == PipeShape::trapezoidal) {
            check_trapezoid(pipe);
        } else if (!round) {
            expect_positive(pipe, "pipe", pipe.shape.width_m, "width");
        }
        expect_positive(pipe, "pipe", pipe.shape.barrels, "number of barrels");
        if (!(pipe.loss >= 0.0)) add(pipe.place, fmt::format("pipe '{}' has a negative loss", pipe.name), "");
        check_end(pipe, pipe.from, pipe.from_offset_m);
        check_end(pipe, pipe.to, pipe.to_offset_m);
    }

    void check_trapezoid(DrainPipe const& pipe) {
        auto const& [shape, height, width, left, right, barrels] = pipe.shape;
        bool const sound = width >= 0.0 && left >= 0.0 && right >= 0.0 && width + left + right > 0.0;
        if (!sound)
            add(pipe.place, fmt::format("pipe '{}' has no width", pipe.name),
                "give a bottom width or slopes of the banks above 0");
    }

    void check_end(DrainPipe const& pipe, std::int32_t at, double offset_m) {
        if (at == nowhere) return;
        DrainNode const& node = network_.nodes[static_cast<std::size_t>(at)];
        if (!(offset_m >= 0.0)) {
            add(pipe.place,
                fmt::format("pipe '{}' lies {} m below the bottom of node '{}'", pipe.name, -offset_m,
                            node.name),
                "offsets count from the node's bottom upward; LINK_OFFSETS ELEVATION has levels instead");
        } else if (node.kind == DrainNodeKind::junction && node.invert_m + offset_m > node.rim_m) {
            add(pipe.place,
                fmt::format("pipe '{}' ends at {} m, above the rim of node '{}' at {} m", pipe.name,
                            node.invert_m + offset_m, node.name, node.rim_m),
                "lower the pipe or raise the rim");
        }
    }

    void check(DrainPump const& pump) {
        if (pump.points.empty()) {
            add(pump.place, fmt::format("pump '{}' has no curve", pump.name),
                "give points of head and discharge, or of depth and discharge");
            return;
        }
        for (std::size_t i = 0; i < pump.points.size(); ++i) {
            bool const rises = i == 0 || pump.points[i].x > pump.points[i - 1].x;
            if (!rises || !(pump.points[i].y >= 0.0)) {
                add(pump.place, fmt::format("the curve of pump '{}' is out of order", pump.name),
                    "heads or depths must rise, discharges must not be negative");
                break;
            }
        }
        if (pump.off_depth_m > pump.on_depth_m)
            add(pump.place,
                fmt::format("pump '{}' stops at {} m, above the {} m at which it starts", pump.name,
                            pump.off_depth_m, pump.on_depth_m),
                "the depth at which it stops must be the lower one");
    }

    void check(DrainOrifice const& orifice) {
        expect_positive(orifice, "orifice", orifice.height_m, "height");
        if (orifice.shape != PipeShape::circular)
            expect_positive(orifice, "orifice", orifice.width_m, "width");
        expect_positive(orifice, "orifice", orifice.coefficient, "coefficient");
    }

    void check(DrainWeir const& weir) {
        expect_positive(weir, "weir", weir.length_m, "length");
        expect_positive(weir, "weir", weir.coefficient_m05ps, "coefficient");
    }

    /// Parts of the network that hang together, without regard to directions (Boost's disjoint sets).
    std::vector<std::int32_t> parts_of_nodes(std::vector<int>& joins) const {
        std::size_t const count = network_.nodes.size();
        std::vector<std::size_t> rank(count), parent(count);
        boost::disjoint_sets sets(rank.data(), parent.data());
        for (std::size_t n = 0; n < count; ++n) sets.make_set(n);
        each_link([&](DrainLink const& link, char const*) {
            if (link.from == nowhere || link.to == nowhere) return;
            auto const from = static_cast<std::size_t>(link.from), to = static_cast<std::size_t>(link.to);
            sets.union_set(from, to);
            ++joins[from];
            ++joins[to];
        });
        std::vector<std::int32_t> part(count);
        for (std::size_t n = 0; n < count; ++n) part[n] = static_cast<std::int32_t>(sets.find_set(n));
        return part;
    }

    void parts() {
        std::vector<int> joins(network_.nodes.size(), 0);
        auto const part = parts_of_nodes(joins);
        struct Part {
            std::vector<std::size_t> members;
            int outlets = 0;
        };
        std::map<std::int32_t, Part> parts;
        std::vector<std::int32_t> order;
        for (std::size_t n = 0; n < part.size(); ++n) {
            auto& known = parts[part[n]];
            if (known.members.empty()) order.push_back(part[n]);
            known.members.push_back(n);
            known.outlets += network_.nodes[n].kind == DrainNodeKind::junction ? 0 : 1;
        }
        for (auto const key : order) {
            auto const& members = parts[key].members;
            DrainNode const& first = network_.nodes[members.front()];
            if (joins[members.front()] == 0) {
                add(first.place, fmt::format("nothing is joined to node '{}'", first.name),
                    "join it by a pipe, or remove it");
            } else if (parts[key].outlets == 0) {
                no_outlet(members);
            }
        }
    }

    void no_outlet(std::vector<std::size_t> const& members) {
        constexpr std::size_t most_names = 5;
        std::string names;
        for (std::size_t i = 0; i < std::min(members.size(), most_names); ++i)
            names += (i > 0 ? ", " : "") + network_.nodes[members[i]].name;
        if (members.size() > most_names) names += ", …";
        std::set<std::size_t> const inside(members.begin(), members.end());
        auto const pipe =
            std::find_if(network_.pipes.begin(), network_.pipes.end(), [&](auto const& candidate) {
                return candidate.from != nowhere && inside.contains(static_cast<std::size_t>(candidate.from));
            });
        bool const has_pipe = pipe != network_.pipes.end();
        add(has_pipe ? pipe->place : network_.nodes[members.front()].place,
            fmt::format("{} has no outlet: from {} node{} ({}) no way leads to an outfall or a storage",
                        has_pipe ? fmt::format("pipe '{}'", pipe->name)
                                 : std::string("a part of the network"),
                        members.size(), members.size() == 1 ? "" : "s", names),
            "join this part to an outfall");
    }

    void in_order_of_lines() {
        std::stable_sort(faults_.begin(), faults_.end(), [](Fault const& a, Fault const& b) {
            return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
        });
    }

    DrainNetwork const& network_;
    bool whole_ = true; ///< all links end at nodes, and no name stands for two
    std::vector<std::string> names_;
    std::vector<Fault> faults_;
};

} // namespace

void connect(DrainNetwork& network) {
    std::map<std::string, std::int32_t> position;
    for (std::size_t n = 0; n < network.nodes.size(); ++n)
        position.emplace(network.nodes[n].name, static_cast<std::int32_t>(n));
    auto const join = [&](DrainLink& link) {
        auto const from = position.find(link.from_name), to = position.find(link.to_name);
        link.from = from == position.end() ? nowhere : from->second;
        link.to = to == position.end() ? nowhere : to->second;
    };
    for (auto& pipe : network.pipes) join(pipe);
    for (auto& pump : network.pumps) join(pump);
    for (auto& orifice : network.orifices) join(orifice);
    for (auto& weir : network.weirs) join(weir);
}

std::vector<Fault> faults_of(DrainNetwork const& network) {
    return Check(network).all();
}

std::vector<Fault> faults_on_ground(DrainNetwork const& network, Grid const& grid,
                                    Array2D<double> const& ground_m) {
    std::vector<Fault> faults;
    for (auto const& node : network.nodes) {
        auto const cell = node.position ? grid.cell_at(*node.position) : std::nullopt;
        bool const meets = cell && node.kind == DrainNodeKind::junction && node.cover == DrainCover::open;
        if (!meets) continue;
        double const ground = ground_m(cell->row, cell->column);
        if (!std::isfinite(ground)) continue;
        auto const say = [&](std::string message) {
            faults.push_back({node.place, "", std::move(message),
                              "levels of network and terrain must have one datum and one unit",
                              FaultKind::data});
        };
        if (node.invert_m >= ground) {
            say(fmt::format(
                "drain '{}' lies above the ground: its bottom is at {:.2f} m, the ground at {:.2f} m",
                node.name, node.invert_m, ground));
        } else if (node.rim_m > ground + most_rim_above_ground_m) {
            say(fmt::format(
                "drain '{}' stands above the ground: its rim is at {:.2f} m, the ground at {:.2f} m",
                node.name, node.rim_m, ground));
        }
    }
    return faults;
}

} // namespace jumelle
