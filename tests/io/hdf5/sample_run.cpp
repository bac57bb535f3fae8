#include "tests/io/hdf5/sample_run.hpp"

#include <limits>

namespace jumelle::testing {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

FieldInfo info(std::string name, std::string unit, std::string long_name) {
    FieldInfo made;
    made.name = std::move(name);
    made.unit = std::move(unit);
    made.long_name = std::move(long_name);
    return made;
}

Field on_cells(FieldInfo const& meaning, Grid const& grid, double value) {
    return {meaning, Array2D<double>(grid.rows, grid.columns, value), {}};
}

} // namespace

SampleRun::SampleRun() : SampleRun(Size{}) {}

SampleRun::SampleRun(Size size) {
    territory.grid = {size.rows, size.columns, 2.0, 843000.0, 6520000.0, *find_crs("EPSG:2154")};
    territory.inputs = {{"mnt.tif", "territory.fields.elevation", std::string(64, 'a'), "etalab-2.0",
                         "2024-03-01", "EPSG:2154", "NGF-IGN69", "bilinear"},
                        {"synthetic_town", "territory.synthetic_town", "", "", "", "", "", ""}};
    header.title = "Orage sur la vieille ville, été";
    header.scenario_text = "jumelle: 1\nname: Orage sur la vieille ville, été\n";
    header.start = *parse_instant("2024-06-01T00:00:00Z");
    header.territory = &territory;
    header.attributes = {{"threads", "2"}, {"host", "test"}};
    footer.status = "completed";
    footer.attributes = {{"wall_time", "12 s"}};
    footer.numbers = {{"flood_balance_error_relative", 1.5e-14}};
    add_fields();
}

void SampleRun::add_fields() {
    auto elevation = info("elevation", "m", "height of the bare ground");
    elevation.standard_name = "surface_altitude";
    elevation.meaning = TimeMeaning::constant;
    elevation.background = not_a_number;
    auto depth = info("water_depth", "m", "water depth");
    depth.precision = 1e-4;
    auto speed = info("flow_speed", "m s-1", "speed of the water");
    speed.background = not_a_number;
    auto deepest = info("water_depth_max", "m", "largest water depth");
    deepest.meaning = TimeMeaning::maximum;
    deepest.precision = 1e-4;
    header.constants = {elevation};
    header.outputs = {depth, speed};
    header.summaries = {deepest};
    auto& ground = fields().put(on_cells(elevation, territory.grid, 0.0)).cells;
    for (Index row = 0; row < ground.rows(); ++row) {
        for (Index column = 0; column < ground.columns(); ++column)
            ground(row, column) = 100.0 + static_cast<double>(row) - static_cast<double>(column) / 8;
    }
    ground(0, 0) = not_a_number;
    fields().put(on_cells(depth, territory.grid, 0.0));
    fields().put(on_cells(speed, territory.grid, not_a_number));
    fields().put(on_cells(deepest, territory.grid, 0.0));
}

void SampleRun::add_roads() {
    std::vector<RoadEdge> edges;
    std::int32_t const nodes = 4;
    std::vector<Point> places;
    for (std::int32_t n = 0; n < nodes; ++n) places.push_back({843010.0 + 20.0 * n, 6519990.0 - 10.0 * n});
    for (std::int32_t n = 0; n + 1 < nodes; ++n) {
        edges.push_back({n, n + 1, 22.5, 13.9, 0.5, 1, "way/" + std::to_string(n)});
        edges.push_back({n + 1, n, 22.5, 13.9, 0.5, 2, "way/" + std::to_string(n)});
    }
    territory.roads = make_road_graph(places, edges);
    auto flow = info("road_flow", "s-1", "vehicle flow");
    flow.location = Location::edge;
    flow.meaning = TimeMeaning::mean;
    auto queue = info("road_queue", "1", "waiting vehicles");
    queue.location = Location::node;
    header.outputs.push_back(flow);
    header.outputs.push_back(queue);
    fields().put({flow, {}, std::vector<double>(edges.size(), 0.0)});
    fields().put({queue, {}, std::vector<double>(places.size(), 0.0)});
}

void SampleRun::add_gauges() {
    header.gauges = {{"pont", {843011.0, 6519961.0}, 0.0, {}}, {"école", {843041.0, 6519941.0}, 0.0, {}}};
    header.gauge_fields = {header.outputs.front()};
}

void SampleRun::add_series() {
    header.series = {
        {"flood_balance", "", "rain", "m3", "water by rain since the start", TimeMeaning::instant},
        {"section", "pont", "discharge", "m3 s-1", "water through the section", TimeMeaning::mean},
        {"section", "pont", "volume", "m3", "water that passed", TimeMeaning::instant},
        {"section", "école", "discharge", "m3 s-1", "water through the section", TimeMeaning::mean}};
}

std::vector<double> SampleRun::series_values(Index step) const {
    std::vector<double> values;
    for (std::size_t s = 0; s < header.series.size(); ++s)
        values.push_back(100.0 * static_cast<double>(step) + static_cast<double>(s));
    if (step == 0 && values.size() > 1) values[1] = not_a_number;
    return values;
}

double SampleRun::depth_m(Index step, Cell cell, Index rows) {
    if (cell.row < rows / 2) return 0.0;
    return 0.25 * static_cast<double>(step + 1) + static_cast<double>(cell.row + cell.column) / 128;
}

void SampleRun::set_step(Index step) {
    auto& depth = fields().at("water_depth").cells;
    auto& speed = fields().at("flow_speed").cells;
    auto& deepest = fields().at("water_depth_max").cells;
    for (Index row = 0; row < depth.rows(); ++row) {
        for (Index column = 0; column < depth.columns(); ++column) {
            depth(row, column) = depth_m(step, {row, column}, depth.rows());
            deepest(row, column) = depth(row, column);
            speed(row, column) = depth(row, column) > 0 ? static_cast<double>(step) / 10 : not_a_number;
        }
    }
    if (!fields().has("road_flow")) return;
    auto& flow = fields().at("road_flow").values;
    for (std::size_t edge = 0; edge < flow.size(); ++edge)
        flow[edge] = static_cast<double>(step) + static_cast<double>(edge) / 8;
    fields().at("road_queue").values.assign(territory.roads.node.size(), static_cast<double>(step));
}

std::vector<std::vector<double>> SampleRun::gauge_values(Index step) const {
    std::vector<std::vector<double>> values;
    for (std::size_t gauge = 0; gauge < header.gauges.size(); ++gauge) {
        bool const dry = gauge == 1 && step % 2 == 0;
        values.push_back(
            {dry ? not_a_number : 10.0 * static_cast<double>(step) + static_cast<double>(gauge)});
    }
    return values;
}

Duration time_of_step(Index step) {
    return Duration::from_ticks(output_interval_s * Duration::ticks_per_second) * step;
}

void write_all(SampleRun& run, ResultSink& sink, Index steps) {
    run.set_step(0);
    sink.begin(run.header, run.fields());
    for (Index step = 0; step < steps; ++step) {
        run.set_step(step);
        if (!run.header.gauges.empty()) sink.write_gauges(time_of_step(step), run.gauge_values(step));
        sink.write_series(time_of_step(step), run.series_values(step));
        sink.write_step(time_of_step(step), run.fields());
    }
    sink.finish(run.footer, run.fields());
}

} // namespace jumelle::testing
