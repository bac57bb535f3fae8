#include "models/heat/heat_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel/first_touch.hpp"
#include "models/heat/description.hpp"
#include "models/heat/kernels/humidity.hpp"
#include "models/heat/kernels/wet_bulb_globe.hpp"
#include "models/heat/people.hpp"
#include "models/heat/town_air.hpp"

namespace jumelle::heat {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0, seconds_per_day = 86400.0;

/// @throws InputError where the scenario gives no weather
Weather const& weather_of(ModelSetup const& setup) {
    Weather const& weather = setup.forcing.weather;
    if (weather.empty())
        throw InputError(setup.parameters.fault("the heat model needs the weather",
                                                "write forcing: {weather: {epw: town.epw}}"));
    return weather;
}

/// @throws InputError where the weather is too short to tell it
Season season_of(ModelSetup const& setup, HeatParameters const& parameters) {
    if (parameters.season == SeasonKind::full) return {};
    Weather const& weather = setup.forcing.weather;
    if (!Season::is_enough(weather))
        throw InputError(setup.parameters["season"].fault(
            "the season of plants follows the warmth of a year, which the weather of the run does not cover",
            "write season: full, or let the run last a year"));
    return Season(weather);
}

class HeatModel : public Model {
  public:
    explicit HeatModel(ModelSetup const& setup);
    void begin() override;
    Duration longest_step() override { return Duration::from_seconds(parameters_.step_s); }
    void step(Duration now, Duration length) override;
    void publish(FieldStore& fields) override;
    void publish_summaries(FieldStore& fields) override;
    std::vector<SeriesInfo> series() const override { return series_info(); }
    void read_series(Duration now, std::vector<double>& values) override;
    Balance balance() const override;
    double cell_updates() const override { return cell_updates_; }
    void archive_state(StateArchive& archive) override;
    void gather_state() override;

  private:
    using CellValue = FunctionRef<double(Index, Index)>;
    void advance(double from_s, double length_s);
    void spin_up();
    void keep_maxima(double length_s);
    SurfaceStep surface_step(double from_s, double length_s);
    Air const& street(Index row, Index column) const;
    void publish_requested(FieldStore& fields);
    double pet(Index row, Index column) const;
    double wet_bulb(Index row, Index column) const;
    void look_around();
    double stored_j() const;
    bool has_town_air() const { return parameters_.air == AirKind::transported; }
    void put(FieldStore& fields, FieldInfo const& info, CellValue value) const;

    ModelDescription const description_ = description();
    Forcing const& forcing_;
    FieldStore const& fields_;
    Grid const grid_;
    HeatParameters const parameters_;
    double const run_s_;
    Sky sky_;
    std::vector<std::string> const requested_;
    City city_;
    Blocks const blocks_;
    Surfaces surfaces_;
    People people_;
    TownAir air_;
    SkyState now_;
    Array2D<float> largest_surface_k_, sun_s_;
    double stored_at_start_j_ = 0.0, cell_updates_ = 0.0, daylight_s_ = 0.0;
};

HeatModel::HeatModel(ModelSetup const& setup)
    : forcing_(setup.forcing),
      fields_(setup.fields),
      grid_(setup.territory.grid),
      parameters_(parameters_from(setup.parameters)),
      run_s_(setup.duration.seconds()),
      sky_(weather_of(setup), parameters_.sky, parameters_.longwave, season_of(setup, parameters_)),
      requested_(setup.requested),
      city_(setup.fields, grid_),
      blocks_(city_, grid_, parameters_.block_m, setup.ranks),
      surfaces_(city_, blocks_, setup.fields, parameters_),
      people_(city_, surfaces_, blocks_, parameters_),
      air_(blocks_, parameters_),
      largest_surface_k_(first_touched(grid_.rows, grid_.columns, 0.0F)),
      sun_s_(first_touched(grid_.rows, grid_.columns, 0.0F)) {
    double const mean_k = forcing_.weather.air_temperature_k.mean(0.0, std::min(run_s_, seconds_per_day));
    surfaces_.start(mean_k);
    air_.start(mean_k);
    now_ = sky_.during(0.0, parameters_.step_s);
    air_.mix(now_);
    stored_at_start_j_ = stored_j();
}

void HeatModel::begin() {
    look_around();
    spin_up();
    surfaces_.forget_budget();
    air_.forget();
    people_.forget();
    stored_at_start_j_ = stored_j();
    cell_updates_ = 0.0;
}

void HeatModel::look_around() {
    city_.look_around();
    air_.look_around();
    people_.look_around();
}

double HeatModel::stored_j() const {
    return surfaces_.stored_j() + (has_town_air() ? air_.field().stored_j() : 0.0);
}

/// The first day of the run, or all of a shorter one, again and again.
void HeatModel::spin_up() {
    double const day_s =
        std::min(seconds_per_day, std::floor(run_s_ / parameters_.step_s) * parameters_.step_s);
    if (day_s <= 0.0) return;
    auto const steps = static_cast<Index>(std::llround(parameters_.spin_up_s / parameters_.step_s));
    auto const steps_of_day = static_cast<Index>(std::llround(day_s / parameters_.step_s));
    // So that the last of them ends where the run begins: at the same hour of the day.
    for (Index i = steps; i > 0; --i) {
        auto const in_day = (steps_of_day - i % steps_of_day) % steps_of_day;
        advance(static_cast<double>(in_day) * parameters_.step_s, parameters_.step_s);
    }
}

/// The map of rain that holds in the middle of the step.
View2D<float const> rain_map_at(RainMaps const& maps, double time_s) {
    if (maps.empty() || time_s < maps.begin_s.front() || time_s >= maps.end_s) return {};
    auto const next = std::upper_bound(maps.begin_s.begin(), maps.begin_s.end(), time_s);
    return maps.intensity_mps[static_cast<std::size_t>(next - maps.begin_s.begin()) - 1].view();
}

SurfaceStep HeatModel::surface_step(double from_s, double length_s) {
    SurfaceStep step;
    step.length_s = length_s;
    step.end_s = from_s + length_s;
    step.rain_m = forcing_.rain_mps.integral(from_s, step.end_s);
    step.rain_map_mps = rain_map_at(forcing_.rain_maps, from_s + 0.5 * length_s);
    if (fields_.has("water_depth")) step.water_depth_m = &fields_.at("water_depth").cells;
    if (!has_town_air()) return step;
    step.streets = &air_.streets();
    step.roofs = &air_.roofs();
    return step;
}

void HeatModel::advance(double from_s, double length_s) {
    now_ = sky_.during(from_s, from_s + length_s);
    if (now_.is_day) city_.light(now_.sun, parameters_.leaf_transmissivity);
    air_.mix(now_);
    SurfaceStep const step = surface_step(from_s, length_s);
    surfaces_.step(now_, step);
    if (has_town_air()) air_.step(now_, step, surfaces_.block_heat(), fields_);
    people_.step(now_, {length_s, city_.lit_cells(), step.streets});
    cell_updates_ += static_cast<double>(grid_.size());
}

void HeatModel::step(Duration now, Duration length) {
    advance(now.seconds(), length.seconds());
    air_.keep(now.seconds() + length.seconds(), length.seconds());
    keep_maxima(length.seconds());
}

void HeatModel::keep_maxima(double length_s) {
    auto const lit = city_.lit_cells();
    if (now_.is_day) daylight_s_ += length_s;
    blocks_.for_own_cell_rows([&](Index row) {
        keep_largest(surfaces_.row(row).skin_k, grid_.columns, largest_surface_k_.row(row));
        if (now_.is_day) keep_sum(static_cast<float>(length_s), lit.row(row), grid_.columns, sun_s_.row(row));
    });
}

/// Sky views and who is lit are found anew: they follow from the city and the sun.
void HeatModel::archive_state(StateArchive& archive) {
    if (archive.is_loading()) look_around();
    archive("sky", sky_);
    archive("now", now_);
    archive("surfaces", surfaces_);
    archive("air", air_);
    archive("people", people_);
    archive("largest_surface", largest_surface_k_);
    archive("sun", sun_s_);
    archive("daylight", daylight_s_);
    archive("stored_at_start", stored_at_start_j_);
    archive("cell_updates", cell_updates_);
    if (!archive.is_loading()) return;
    air_.mix(now_);
    if (now_.is_day) city_.light(now_.sun, parameters_.leaf_transmissivity);
}

void HeatModel::gather_state() {
    surfaces_.gather_state();
    people_.gather_state();
    blocks_.gather_cells(largest_surface_k_);
    blocks_.gather_cells(sun_s_);
}

void HeatModel::put(FieldStore& fields, FieldInfo const& info, CellValue value) const {
    if (!fields.has(info.name)) {
        Field made;
        made.info = info;
        fields.put(std::move(made));
    }
    auto& cells = fields.at(info.name).cells;
    if (cells.rows() != grid_.rows || cells.columns() != grid_.columns)
        cells = Array2D<double>(grid_.rows, grid_.columns);
    blocks_.for_own_cell_rows([&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column)
            cells(row, column) = city_.is_inside(row, column) ? value(row, column) : none;
    });
    blocks_.gather_cells(cells);
}

Air const& HeatModel::street(Index row, Index column) const {
    return has_town_air() ? air_.streets()[blocks_.of(row, column)] : now_.air;
}

void HeatModel::publish(FieldStore& fields) {
    auto const& infos = description_.writes;
    put(fields, infos[0], [&](Index r, Index c) { return surfaces_.surface_k(r, c) - zero_celsius_k; });
    put(fields, infos[1], [&](Index r, Index c) { return static_cast<double>(people_.radiant_c(r, c)); });
    put(fields, infos[2], [&](Index r, Index c) { return static_cast<double>(people_.utci_c(r, c)); });
    auto const lit = city_.lit_cells();
    put(fields, infos[3],
        [&](Index r, Index c) { return now_.is_day ? 1.0 - static_cast<double>(lit(r, c)) : 1.0; });
    put(fields, infos[4], [&](Index r, Index c) { return street(r, c).temperature_k - zero_celsius_k; });
    publish_requested(fields);
    surfaces_.gather_wall_skin();
}

void HeatModel::publish_requested(FieldStore& fields) {
    auto const& infos = description_.on_request;
    auto const put_if = [&](std::size_t i, CellValue value) {
        bool const is_wanted =
            std::find(requested_.begin(), requested_.end(), infos[i].name) != requested_.end();
        if (is_wanted) put(fields, infos[i], value);
    };
    put_if(0, [&](Index r, Index c) { return pet(r, c); });
    put_if(1, [&](Index r, Index c) { return wet_bulb(r, c); });
    put_if(2, [&](Index r, Index c) { return street(r, c).wind_mps; });
    put_if(3, [&](Index r, Index c) {
        Air const& air = street(r, c);
        return air.vapour_pa / saturation(air.temperature_k).pressure_pa;
    });
}

double HeatModel::pet(Index row, Index column) const {
    constexpr double pascal_per_hpa = 100.0, person_m = 1.1;
    auto const radiant_c = static_cast<double>(people_.radiant_c(row, column));
    if (std::isnan(radiant_c)) return none;
    Air const& air = street(row, column);
    return pet_c({air.temperature_k - zero_celsius_k, radiant_c,
                  open_wind_mps(air.wind_mps, air.height_m, person_m), air.vapour_pa / pascal_per_hpa,
                  air.pressure_pa / pascal_per_hpa},
                 PetPerson{});
}

double HeatModel::wet_bulb(Index row, Index column) const {
    constexpr double most_beam = 0.9, worker_m = 2.0;
    if (std::isnan(people_.radiant_c(row, column))) return none;
    Air const& air = street(row, column);
    WorkWeather work;
    work.air_k = air.temperature_k;
    work.relative_humidity = std::min(1.0, air.vapour_pa / saturation(air.temperature_k).pressure_pa);
    work.pressure_pa = air.pressure_pa;
    work.wind_mps = open_wind_mps(air.wind_mps, air.height_m, worker_m);
    if (now_.is_day) {
        work.global_wpm2 = surfaces_.down(row, column).shortwave;
        double const beam = now_.beam_wpm2 * now_.sine * static_cast<double>(city_.lit_at(row, column));
        work.beam_share = work.global_wpm2 > 0.0 ? std::min(most_beam, beam / work.global_wpm2) : 0.0;
        work.sine = now_.sine;
    }
    return wet_bulb_globe(work).wbgt_k - zero_celsius_k;
}

/// What summaries are not made of gives way to them: they take up to 144 bytes a cell.
void HeatModel::publish_summaries(FieldStore& fields) {
    surfaces_.release();
    people_.release();
    city_.release();
    auto const& infos = description_.summaries;
    std::size_t next = 0;
    auto const add = [&](CellValue value) { put(fields, infos[next++], value); };
    auto const& views = city_.views();
    double const taken = 1.0 - parameters_.leaf_transmissivity;
    add([&](Index r, Index c) {
        if (views.sky.empty()) return none;
        double const crowns = views.crowns.empty() ? 0.0 : static_cast<double>(views.crowns(r, c));
        return static_cast<double>(views.sky(r, c)) - taken * crowns;
    });
    add([&](Index r, Index c) { return static_cast<double>(sun_s_(r, c)) / seconds_per_hour; });
    add([&](Index r, Index c) {
        return (daylight_s_ - static_cast<double>(sun_s_(r, c))) / seconds_per_hour;
    });
    add([&](Index r, Index c) { return static_cast<double>(largest_surface_k_(r, c)) - zero_celsius_k; });
    add([&](Index r, Index c) { return static_cast<double>(people_.largest_radiant_c(r, c)); });
    add([&](Index r, Index c) { return static_cast<double>(people_.largest_utci_c(r, c)); });
    add([&](Index r, Index c) { return people_.mean_utci_c(r, c); });
    for (std::size_t t = 0; t < utci_thresholds_c.size(); ++t)
        add([&, t](Index r, Index c) {
            return static_cast<double>(people_.above_s(t, r, c)) / seconds_per_hour;
        });
    for (std::size_t t = 0; t < degree_thresholds_c.size(); ++t)
        add([&, t](Index r, Index c) {
            return static_cast<double>(people_.degree_s(t, r, c)) / seconds_per_hour;
        });
    add([&](Index r, Index c) { return air_.mean_k(blocks_.of(r, c)) - zero_celsius_k; });
    add([&](Index r, Index c) { return air_.record(blocks_.of(r, c)).largest_k - zero_celsius_k; });
    add([&](Index r, Index c) { return air_.record(blocks_.of(r, c)).smallest_k - zero_celsius_k; });
    add([&](Index r, Index c) { return air_.tropical_nights(blocks_.of(r, c)); });
    add([&](Index r, Index c) { return air_.hot_days(blocks_.of(r, c)); });
}

void HeatModel::read_series(Duration now, std::vector<double>& values) {
    values.push_back(forcing_.weather.air_temperature_k.at(now.seconds()) - zero_celsius_k);
    values.push_back(surfaces_.wall_mean_k() - zero_celsius_k);
    values.push_back(now_.beam_wpm2 * now_.sine + now_.diffuse_wpm2);
    values.push_back(now_.longwave_wpm2);
    values.push_back(people_.share_outside_range());
    values.push_back(air_.mean_warmer_k());
}

Balance HeatModel::balance() const {
    constexpr std::array<char const*, HeatBudget::count> names{"shortwave", "longwave_in", "longwave_out",
                                                               "sensible",  "latent",      "indoor"};
    Balance made;
    made.quantity = "heat";
    made.unit = "J";
    made.stored_at_start = stored_at_start_j_;
    made.stored = stored_j();
    auto const add = [&](char const* name, double in, double out) {
        made.terms.push_back({name, in - out});
        made.in += in;
        made.out += out;
    };
    auto const& joule = surfaces_.budget().joule;
    for (std::size_t i = 0; i < joule.size(); ++i) {
        bool const comes_in = i <= HeatBudget::longwave_in;
        double const value = joule[i].value();
        add(names[i], comes_in ? value : 0.0, comes_in ? 0.0 : value);
    }
    if (!has_town_air()) return made;
    AirBudget const& air = air_.field().budget();
    add("surfaces_to_air", air.from_surfaces.value(), 0.0);
    add("people_to_air", air.from_people.value(), 0.0);
    add("air_as_country", 0.0, air.as_country.value());
    add("air_to_lee", 0.0, air.lee.value());
    add("air_to_top", 0.0, air.top.value());
    return made;
}

std::unique_ptr<Model> make(ModelSetup const& setup) {
    return std::make_unique<HeatModel>(setup);
}

} // namespace

ModelEntry entry() {
    return {description(), make};
}

} // namespace jumelle::heat
