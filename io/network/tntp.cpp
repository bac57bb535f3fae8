#include "io/network/tntp.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <unordered_set>

#include "io/network/read_text.hpp"
#include "io/network/tntp_text.hpp"

namespace jumelle {

namespace {

using tntp::Head;
using tntp::Lines;
using tntp::Word;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
enum Column : std::size_t { init, term, capacity, length, free_time, b, power, speed, toll, type, columns };

constexpr std::array<std::string_view, columns> names{"init_node",      "term_node", "capacity", "length",
                                                      "free_flow_time", "b",         "power",    "speed",
                                                      "toll",           "link_type"};

/// What is told about the columns of a line that breaks a rule.
struct Rule {
    Column column;
    char const* hint;
};

class NetworkReader {
  public:
    NetworkReader(std::string_view text, std::string const& file, TntpUnits const& units)
        : lines_(text), faults_(file), units_(units), bytes_(text.size()) {}

    TntpNetwork read() {
        Head const head(lines_, faults_);
        faults_.throw_if_any(); // without its head nothing of the file can be trusted
        TntpNetwork made;
        made.zones = head.integer("NUMBER OF ZONES", 1);
        nodes_ = head.integer("NUMBER OF NODES", 1);
        auto const first_thru = head.integer("FIRST THRU NODE", 1);
        auto const links = head.integer("NUMBER OF LINKS", 0);
        faults_.throw_if_any();
        // A broken number must not take all memory: every node needs a byte of the file.
        if (made.zones > nodes_ || static_cast<std::size_t>(nodes_) > bytes_) {
            faults_.add(0, 0, fmt::format("cannot have {} zones and {} nodes", made.zones, nodes_),
                        "zones are the first of the nodes, and every node has a link");
            faults_.throw_if_any();
        }
        while (lines_.next() && has_columns_) read_line();
        if (has_columns_ && rows_ != static_cast<std::size_t>(links)) {
            faults_.add(0, 0, fmt::format("the head says {} links, the file has {}", links, rows_),
                        "the file may be cut off; correct it or <NUMBER OF LINKS>");
        }
        faults_.throw_if_any();
        make(made, first_thru);
        return made;
    }

  private:
    void read_line() {
        check_heading(lines_.comment());
        if (!has_columns_) return;
        std::array<double, columns> value{};
        std::size_t count = 0;
        for (Word word = lines_.word(); !word.text.empty(); word = lines_.word(), ++count) {
            if (count >= columns) {
                faults_.add(lines_.number(), word.column,
                            fmt::format("{} is one column too many", shown(word.text)),
                            fmt::format("a link has {} columns", std::size_t{columns}));
                break;
            }
            auto const number = tntp::number(word.text);
            if (!number) {
                faults_.add(
                    lines_.number(), word.column,
                    fmt::format("{} is no {}: a finite number is needed", shown(word.text), names[count]),
                    "");
            }
            value[count] = number.value_or(not_known);
        }
        if (count == 0) return;
        ++rows_;
        if (count < columns) {
            faults_.add(lines_.number(), 1,
                        fmt::format("the column {} is missing: the line has {} of {}", names[count], count,
                                    std::size_t{columns}),
                        "init_node term_node capacity length free_flow_time b power speed toll link_type");
            return;
        }
        if (is_sound(value)) take(value);
    }

    /// A comment that names columns must name them in this order.
    void check_heading(std::string_view comment) {
        Lines heading(comment);
        if (comment.empty() || !heading.next()) return;
        for (std::size_t i = 0; i < columns; ++i) {
            auto const word = heading.word().text;
            if (i == 0 && word != names[0]) return; // any other comment
            if (word == names[i]) continue;
            has_columns_ = false;
            faults_.add(lines_.number(), 1,
                        fmt::format("the column {} is missing or in another place", names[i]),
                        "init_node term_node capacity length free_flow_time b power speed toll link_type");
            return;
        }
    }

    bool is_node(double value) const { return value == std::floor(value) && value >= 1.0 && value <= nodes_; }

    bool is_sound(std::array<double, columns> const& value) {
        bool sound = true;
        auto const need = [&](bool holds, Column column, char const* hint) {
            if (holds || std::isnan(value[column])) { // what is no number was told
                sound = sound && holds;
                return;
            }
            sound = false;
            faults_.add(lines_.number(), 1, fmt::format("{} is {}", names[column], value[column]), hint);
        };
        std::string const range = fmt::format("nodes are numbered 1 to {}", nodes_);
        need(is_node(value[init]), init, range.c_str());
        need(is_node(value[term]), term, range.c_str());
        need(value[capacity] > 0.0, capacity, "a capacity is above 0; leave out links that nobody may use");
        need(value[length] >= 0.0, length, "a length is not negative");
        need(value[free_time] >= 0.0, free_time, "a time is not negative");
        need(value[b] >= 0.0, b, "a negative b makes a link faster the more vehicles it carries");
        need(value[power] >= 0.0, power, "a negative power makes a link faster the more vehicles it carries");
        need(value[toll] >= 0.0, toll, "a toll is not negative");
        need(std::abs(value[type]) <= std::numeric_limits<std::int32_t>::max(), type,
             "a type is a small whole number");
        return sound && std::isfinite(value[speed]);
    }

    void take(std::array<double, columns> const& value) {
        if (value[init] == value[term]) {
            ++self_loops_;
            return;
        }
        RoadEdge edge;
        edge.from = static_cast<std::int32_t>(value[init]) - 1;
        edge.to = static_cast<std::int32_t>(value[term]) - 1;
        auto const pair = static_cast<std::uint64_t>(edge.from) * static_cast<std::uint64_t>(nodes_) +
                          static_cast<std::uint64_t>(edge.to);
        if (!seen_.insert(pair).second) {
            ++duplicates_;
            return;
        }
        edge.capacity_vehps = value[capacity] / units_.period_s;
        edge.free_time_s = value[free_time] * units_.time_s;
        edge.length_m = units_.length_m > 0.0 ? value[length] * units_.length_m : not_known;
        edge.free_speed_mps =
            edge.free_time_s > 0.0 && edge.length_m > 0.0 ? edge.length_m / edge.free_time_s : not_known;
        edge.b = value[b];
        edge.power = value[power];
        edge.toll = value[toll];
        edge.type = static_cast<std::int32_t>(value[type]);
        edge.id = fmt::format("{}-{}", edge.from + 1, edge.to + 1);
        edges_.push_back(std::move(edge));
    }

    void make(TntpNetwork& made, std::int32_t first_thru) {
        auto const count = static_cast<std::size_t>(nodes_);
        made.roads =
            make_road_graph(std::vector<Point>(count, Point{not_known, not_known}), std::move(edges_));
        made.roads.has_positions = false;
        made.roads.units = {units_.time_s, units_.period_s};
        for (std::size_t n = 1; n <= count; ++n) made.roads.node_id.push_back(std::to_string(n));
        if (first_thru > 1) {
            made.roads.is_terminal.assign(count, 0);
            for (std::size_t n = 0; n < count && n + 1 < static_cast<std::size_t>(first_thru); ++n)
                made.roads.is_terminal[n] = 1;
        }
        if (self_loops_ > 0)
            made.notes.push_back(fmt::format("{} links from a node to itself left out", self_loops_));
        if (duplicates_ > 0)
            made.notes.push_back(fmt::format("{} second links between the same nodes left out", duplicates_));
    }

    Lines lines_;
    FileFaults faults_;
    TntpUnits units_;
    std::size_t bytes_;
    std::int32_t nodes_ = 0;
    bool has_columns_ = true;
    std::size_t rows_ = 0, self_loops_ = 0, duplicates_ = 0;
    std::unordered_set<std::uint64_t> seen_;
    std::vector<RoadEdge> edges_;
};

} // namespace

TntpNetwork read_tntp_network_text(std::string const& text, std::string const& file, TntpUnits const& units) {
    return NetworkReader(text, file, units).read();
}

TntpNetwork read_tntp_network(std::string const& file, TntpUnits const& units) {
    return read_tntp_network_text(network::read_text(file), file, units);
}

void read_tntp_nodes_text(std::string const& text, std::string const& file, double length_m,
                          RoadGraph& roads) {
    FileFaults faults(file);
    Lines lines(text);
    std::vector<Point> found(roads.node.size(), Point{not_known, not_known});
    bool has_heading = false;
    while (lines.next()) {
        Word const node = lines.word(), x = lines.word(), y = lines.word();
        if (node.text.empty() || node.text.starts_with('<')) continue;
        auto const number = tntp::integer(node.text);
        if (!number && !has_heading) {
            has_heading = true;
            continue;
        }
        auto const x_number = tntp::number(x.text), y_number = tntp::number(y.text);
        if (!number || *number < 1 || static_cast<std::size_t>(*number) > found.size()) {
            faults.add(lines.number(), node.column, fmt::format("there is no node {}", shown(node.text)),
                       fmt::format("nodes are numbered 1 to {}", found.size()));
        } else if (!x_number || !y_number) {
            faults.add(lines.number(), x.column, fmt::format("node {} has no position", *number),
                       "write node, x and y");
        } else {
            found[static_cast<std::size_t>(*number) - 1] = {*x_number * length_m, *y_number * length_m};
        }
    }
    for (std::size_t n = 0; n < found.size(); ++n) {
        bool const is_used = roads.out_begin[n + 1] > roads.out_begin[n];
        if (is_used && std::isnan(found[n].x_m))
            faults.add(0, 0, fmt::format("gives no position of node {}", n + 1),
                       "write one line for each node");
    }
    faults.throw_if_any();
    roads.node = std::move(found);
    roads.has_positions = true;
}

void read_tntp_nodes(std::string const& file, double length_m, RoadGraph& roads) {
    read_tntp_nodes_text(network::read_text(file), file, length_m, roads);
}

} // namespace jumelle
