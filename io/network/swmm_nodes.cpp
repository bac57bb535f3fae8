#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "io/network/swmm_parts.hpp"

namespace jumelle::swmm {

namespace {

constexpr int points_of_function = 40; // into which a storage function is cut

class NodeReader {
  public:
    explicit NodeReader(Reading const& reading)
        : sections_(reading.sections),
          tables_(reading.tables),
          faults_(reading.faults),
          network_(reading.network),
          m_(reading.tables.units.length_m) {}

    void read() {
        for (Line const& line : sections_.of("JUNCTIONS")) junction(line, 2);
        for (Line const& line : sections_.of("DIVIDERS")) divider(line);
        for (char const* name : {"OUTFALLS", "OUTFALL"}) {
            for (Line const& line : sections_.of(name)) outfall(line);
        }
        for (Line const& line : sections_.of("STORAGE")) storage(line);
        for (std::size_t n = 0; n < network_.nodes.size(); ++n) position_.emplace(network_.nodes[n].name, n);
        for (Line const& line : sections_.of("INFLOWS")) inflow(line);
        for (Line const& line : sections_.of("COORDINATES")) coordinates(line);
    }

  private:
    DrainNode named(Line const& line) {
        DrainNode node;
        node.name = line.word(0);
        node.place = faults_.place(line);
        node.invert_m = m_ * faults_.number(line, 1, "elevation");
        node.rim_m = node.invert_m;
        return node;
    }

    void depths(DrainNode& node, Line const& line, std::size_t from) {
        node.rim_m = node.invert_m + m_ * faults_.number_or(line, from, "maximum depth", 0.0);
        node.initial_depth_m = m_ * faults_.number_or(line, from + 1, "initial depth", 0.0);
    }

    void junction(Line const& line, std::size_t from) {
        if (!faults_.has_words(line, 2, "a junction: name, elevation, maximum depth, initial depth, ..."))
            return;
        DrainNode node = named(line);
        depths(node, line, from);
        node.surcharge_depth_m = m_ * faults_.number_or(line, from + 2, "surcharge depth", 0.0);
        node.ponded_area_m2 = m_ * m_ * faults_.number_or(line, from + 3, "ponded area", 0.0);
        network_.nodes.push_back(std::move(node));
    }

    /// Where waves are computed a divider is a junction; its rule stands between link and depths.
    void divider(Line const& line) {
        if (!faults_.has_words(line, 4, "a divider: name, elevation, link, kind, ...")) return;
        std::string const kind = in_capitals(line.word(3));
        std::size_t const rule = kind == "WEIR" ? 3 : (kind == "OVERFLOW" ? 0 : 1);
        junction(line, 4 + rule);
    }

    void outfall(Line const& line) {
        if (!faults_.has_words(line, 3, "an outfall: name, elevation, kind, stage, gate")) return;
        DrainNode node = named(line);
        node.kind = DrainNodeKind::outfall;
        std::string const kind = in_capitals(line.word(2));
        std::size_t gate = 3;
        if (kind == "NORMAL") {
            node.outfall = OutfallKind::normal;
        } else if (kind == "FIXED" || kind == "TIMESERIES") {
            node.outfall = OutfallKind::level;
            node.level_m = kind == "FIXED" ? TimeSeries::constant(faults_.number(line, 3, "stage"))
                                           : series_of(tables_, line, 3, faults_);
            for (double& level : node.level_m.value) level *= m_;
            gate = 4;
        } else if (kind != "FREE") {
            faults_.add(faults_.place(line, 2),
                        fmt::format("outfalls of kind '{}' are not read", line.word(2)),
                        "known: FREE, NORMAL, FIXED, TIMESERIES");
        }
        if (in_capitals(line.word(gate)) == "YES") node.gate = FlapGate::closes;
        network_.nodes.push_back(std::move(node));
    }

    void storage(Line const& line) {
        if (!faults_.has_words(line, 6,
                               "a storage: name, elevation, maximum depth, initial depth, TABULAR, curve"))
            return;
        DrainNode node = named(line);
        node.kind = DrainNodeKind::storage;
        node.cover = DrainCover::sealed;
        depths(node, line, 2);
        std::string const kind = in_capitals(line.word(4));
        if (kind == "TABULAR") {
            if (Curve const* const curve = curve_of(tables_, line, 5, faults_)) {
                for (auto const& point : curve->points)
                    node.storage.push_back({m_ * point.x, m_ * m_ * point.y});
            }
        } else if (kind == "FUNCTIONAL") {
            function(node, line);
        } else {
            faults_.add(faults_.place(line, 4),
                        fmt::format("storages of kind '{}' are not read", line.word(4)),
                        "known: TABULAR, FUNCTIONAL");
        }
        network_.nodes.push_back(std::move(node));
    }

    /// Plan area a dᵇ + c, as points up to the maximum depth.
    void function(DrainNode& node, Line const& line) {
        double const a = faults_.number(line, 5, "coefficient");
        double const b = faults_.number_or(line, 6, "exponent", 0.0);
        double const c = faults_.number_or(line, 7, "constant", 0.0);
        double const deepest = (node.rim_m - node.invert_m) / m_;
        for (int i = 0; i <= points_of_function && deepest > 0.0; ++i) {
            double const d = deepest * i / points_of_function;
            node.storage.push_back({m_ * d, m_ * m_ * (a * std::pow(d, b) + c)});
        }
    }

    DrainNode* node_of(Line const& line) {
        auto const found = position_.find(line.word(0));
        if (found != position_.end()) return &network_.nodes[found->second];
        std::vector<std::string> names;
        for (auto const& node : network_.nodes) names.push_back(node.name);
        faults_.add(faults_.place(line), fmt::format("'{}' is no node", line.word(0)),
                    hint_for_name(line.word(0), names));
        return nullptr;
    }

    void inflow(Line const& line) {
        if (!faults_.has_words(line, 3, "an inflow: node, FLOW, series, FLOW, 1, factor, base flow")) return;
        if (in_capitals(line.word(1)) != "FLOW") {
            network_.notes.push_back(
                fmt::format("line {}: inflows of '{}' are left out", line.number, line.word(1)));
            return;
        }
        DrainNode* const node = node_of(line);
        if (node == nullptr) return;
        std::string const& name = line.words[2];
        bool const has_series = !name.empty() && name != "*";
        TimeSeries flow = has_series ? series_of(tables_, line, 2, faults_) : TimeSeries::constant(0.0);
        double const factor = faults_.number_or(line, 5, "factor", 1.0);
        double const base = faults_.number_or(line, 6, "base flow", 0.0);
        if (line.words.size() > 7)
            network_.notes.push_back(
                fmt::format("line {}: the pattern of the base flow is left out", line.number));
        for (double& value : flow.value) value = (value * factor + base) * tables_.units.flow_m3ps;
        node->inflow_m3ps = std::move(flow);
    }

    void coordinates(Line const& line) {
        if (!faults_.has_words(line, 3, "coordinates: node, x, y")) return;
        DrainNode* const node = node_of(line);
        double const x = faults_.number(line, 1, "x"), y = faults_.number(line, 2, "y");
        if (node != nullptr) node->position = Point{x, y};
    }

    Sections const& sections_;
    Tables const& tables_;
    FaultsOfFile& faults_;
    DrainNetwork& network_;
    double m_; ///< of one unit of length
    std::map<std::string, std::size_t> position_;
};

} // namespace

void read_nodes(Reading const& reading) {
    NodeReader(reading).read();
}

} // namespace jumelle::swmm
