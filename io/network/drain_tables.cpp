#include "io/network/drain_tables.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <optional>

#include "io/network/read_text.hpp"
#include "io/units/number.hpp"
#include "io/units/units.hpp"
#include "io/weather/csv_table.hpp"
#include "io/weather/heading.hpp"

namespace jumelle {

namespace {

using weather::CsvRow;

constexpr double absent = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_faults = 50; // of one table: the rest mostly follows from them

/// A column that a table may have: its name and the unit of its numbers, empty for words.
struct Column {
    std::string name, unit;
};

/// One table with headings; tells faults with their places.
class Table {
  public:
    Table(std::string const& text, std::string file, std::vector<Column> const& columns, FaultList& faults)
        : file_(std::move(file)), table_(weather::read_csv(text, file_)), faults_(faults) {
        for (std::size_t i = 0; i < table_.heading.cells.size(); ++i) take_heading(i, columns);
    }

    std::vector<CsvRow> const& rows() const { return table_.rows; }
    bool has(std::string const& column) const { return where_.contains(column); }
    Place place(CsvRow const& row, std::size_t column = 0) const {
        return {file_, row.line, column < row.cells.size() ? row.cells[column].column : 1};
    }
    void add(Place const& place, std::string message, std::string hint) {
        if (++count_ > most_faults) return;
        Fault fault;
        fault.place = place;
        fault.message = std::move(message);
        fault.hint = std::move(hint);
        fault.kind = FaultKind::data;
        faults_.add(std::move(fault));
    }

    /// Tells that a column is missing where it is.
    void need(std::string const& column, std::string const& unit) {
        if (has(column)) return;
        add(place(table_.heading), fmt::format("there is no column '{}'", column),
            fmt::format("name it {}{}", column, unit.empty() ? "" : " [" + unit + "]"));
    }
    std::string text(CsvRow const& row, std::string const& column) const {
        auto const found = where_.find(column);
        if (found == where_.end() || found->second.position >= row.cells.size()) return "";
        return row.cells[found->second.position].text;
    }
    /// In SI; nothing where there is no such column, or the cell is empty.
    std::optional<double> number(CsvRow const& row, std::string const& column) {
        std::string const written = text(row, column);
        if (written.empty()) return std::nullopt;
        auto const value = whole_number_text(written);
        if (value) return where_.at(column).to_si(*value);
        add(place(row, where_.at(column).position), fmt::format("{} is no number", shown(written)), "");
        return absent;
    }
    double number_or(CsvRow const& row, std::string const& column, double otherwise) {
        return number(row, column).value_or(otherwise);
    }
    /// A number that must be there.
    double needed(CsvRow const& row, std::string const& column) {
        auto const value = number(row, column);
        if (!value && has(column)) add(place(row), fmt::format("the {} is missing", column), "fill the cell");
        return value.value_or(absent);
    }
    /// The position of a word among `words`; 0 where the cell is empty.
    std::size_t choice(CsvRow const& row, std::string const& column, std::vector<std::string> const& words) {
        std::string const written = text(row, column);
        if (written.empty()) return 0;
        auto const found = std::find(words.begin(), words.end(), written);
        if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
        add(place(row, where_.at(column).position), fmt::format("{} is no {}", shown(written), column),
            hint_for_name(written, words));
        return 0;
    }

  private:
    struct Found {
        std::size_t position;
        Conversion to_si;
    };

    static std::string shown(std::string const& text) {
        constexpr std::size_t longest = 40;
        std::string part = text.substr(0, longest);
        for (char& c : part) {
            if (static_cast<unsigned char>(c) < ' ') c = '?';
        }
        return "'" + part + "'";
    }

    void take_heading(std::size_t i, std::vector<Column> const& columns) {
        std::string const& written = table_.heading.cells[i].text;
        auto heading = weather::split_heading(written);
        auto const named = [&](std::string const& name) {
            return std::find_if(columns.begin(), columns.end(),
                                [&](Column const& c) { return c.name == name; });
        };
        auto column = named(written);
        if (column != columns.end()) heading = {written, ""};
        if (column == columns.end()) column = named(heading.name);
        if (column == columns.end()) return; // tables have more columns than are read here
        Conversion to_si;
        bool const is_bare = column->unit == "1" && heading.unit.empty();
        if (!column->unit.empty() && !is_bare) {
            auto const found = common_units().between(heading.unit, column->unit);
            if (!found) {
                add(place(table_.heading, i),
                    heading.unit.empty()
                        ? fmt::format("column '{}' does not say its unit", column->name)
                        : fmt::format("'{}' is no unit for column '{}'", heading.unit, column->name),
                    fmt::format("write {} [{}]", column->name, column->unit));
            }
            to_si = found.value_or(Conversion{});
        }
        where_.emplace(column->name, Found{i, to_si});
    }

    std::string file_;
    weather::CsvTable table_;
    FaultList& faults_;
    std::map<std::string, Found> where_;
    std::size_t count_ = 0;
};

std::vector<Column> node_columns() {
    return {{"name", ""},
            {"kind", ""},
            {"x", "1"},
            {"y", "1"},
            {"invert", "m"},
            {"rim", "m"},
            {"plan_area", "m2"},
            {"cover", ""},
            {"initial_depth", "m"},
            {"surcharge_depth", "m"},
            {"ponded_area", "m2"},
            {"clogging", "1"},
            {"level", "m"},
            {"inflow", "m3/s"}};
}

std::vector<Column> pipe_columns() {
    return {
        {"name", ""},     {"from", ""},         {"to", ""},         {"length", "m"}, {"manning", "s/m^(1/3)"},
        {"shape", ""},    {"height", "m"},      {"diameter", "m"},  {"width", "m"},  {"slope", "1"},
        {"barrels", "1"}, {"from_offset", "m"}, {"to_offset", "m"}, {"loss", "1"},   {"flow", "m3/s"}};
}

DrainNode node_from(Table& table, CsvRow const& row, InletLaw const& inlet) {
    DrainNode node;
    node.place = table.place(row);
    node.name = table.text(row, "name");
    node.inlet = inlet;
    node.kind = static_cast<DrainNodeKind>(table.choice(row, "kind", {"junction", "outfall", "storage"}));
    node.cover = static_cast<DrainCover>(table.choice(row, "cover", {"open", "sealed"}));
    node.invert_m = table.needed(row, "invert");
    bool const is_outfall = node.kind == DrainNodeKind::outfall;
    node.rim_m = is_outfall ? table.number_or(row, "rim", node.invert_m) : table.needed(row, "rim");
    auto const x = table.number(row, "x"), y = table.number(row, "y");
    if (x && y) node.position = Point{*x, *y};
    if (x.has_value() != y.has_value()) table.add(node.place, "needs both x and y, or neither", "");
    node.plan_area_m2 = table.number_or(row, "plan_area", node.plan_area_m2);
    node.initial_depth_m = table.number_or(row, "initial_depth", 0.0);
    node.surcharge_depth_m = table.number_or(row, "surcharge_depth", 0.0);
    node.ponded_area_m2 = table.number_or(row, "ponded_area", 0.0);
    node.inlet.clogging = table.number_or(row, "clogging", node.inlet.clogging);
    node.inflow_m3ps = TimeSeries::constant(table.number_or(row, "inflow", 0.0));
    if (auto const level = table.number(row, "level")) {
        if (!is_outfall)
            table.add(node.place, fmt::format("node '{}' has a level, but is no outfall", node.name), "");
        node.outfall = OutfallKind::level;
        node.level_m = TimeSeries::constant(*level);
    }
    return node;
}

DrainPipe pipe_from(Table& table, CsvRow const& row) {
    DrainPipe pipe;
    pipe.place = table.place(row);
    pipe.name = table.text(row, "name");
    pipe.from_name = table.text(row, "from");
    pipe.to_name = table.text(row, "to");
    pipe.length_m = table.needed(row, "length");
    pipe.manning = table.needed(row, "manning");
    pipe.shape.shape = static_cast<PipeShape>(
        table.choice(row, "shape", {"circular", "rectangular_closed", "rectangular_open", "trapezoidal"}));
    auto const height = table.number(row, "height"), diameter = table.number(row, "diameter");
    pipe.shape.height_m = height ? *height : diameter.value_or(0.0);
    pipe.shape.width_m = table.number_or(row, "width", 0.0);
    pipe.shape.left_slope = pipe.shape.right_slope = table.number_or(row, "slope", 0.0);
    pipe.shape.barrels = table.number_or(row, "barrels", 1.0);
    pipe.from_offset_m = table.number_or(row, "from_offset", 0.0);
    pipe.to_offset_m = table.number_or(row, "to_offset", 0.0);
    pipe.loss = table.number_or(row, "loss", 0.0);
    pipe.initial_flow_m3ps = table.number_or(row, "flow", 0.0);
    return pipe;
}

} // namespace

DrainNetwork read_drain_tables_text(DrainTableFiles const& texts, DrainTableFiles const& files,
                                    InletLaw const& inlet) {
    FaultList faults;
    DrainNetwork network;
    Table nodes(texts.nodes, files.nodes, node_columns(), faults);
    nodes.need("name", "");
    nodes.need("invert", "m");
    nodes.need("rim", "m");
    for (auto const& row : nodes.rows()) network.nodes.push_back(node_from(nodes, row, inlet));
    Table pipes(texts.pipes, files.pipes, pipe_columns(), faults);
    for (auto const& [name, unit] :
         {std::pair{"name", ""}, {"from", ""}, {"to", ""}, {"length", "m"}, {"manning", "s/m^(1/3)"}})
        pipes.need(name, unit);
    if (!pipes.has("diameter")) pipes.need("height", "m");
    for (auto const& row : pipes.rows()) network.pipes.push_back(pipe_from(pipes, row));
    // Numbers that could not be read would make further faults of their own.
    faults.throw_if_any();
    connect(network);
    for (auto const& fault : faults_of(network)) faults.add(fault);
    faults.throw_if_any();
    return network;
}

DrainNetwork read_drain_tables(DrainTableFiles const& files, InletLaw const& inlet) {
    return read_drain_tables_text({network::read_text(files.nodes), network::read_text(files.pipes)}, files,
                                  inlet);
}

} // namespace jumelle
