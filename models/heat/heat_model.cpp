#include "models/heat/heat_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel/first_touch.hpp"
#include "models/heat/description.hpp"
#include "models/heat/people.hpp"

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

  private:
    using CellValue = FunctionRef<double(Index, Index)>;
    void advance(double from_s, double length_s);
    void spin_up();
    void keep_maxima(double length_s);
    void put(FieldStore& fields, FieldInfo const& info, CellValue value) const;

    ModelDescription const description_ = description();
    Forcing const& forcing_;
    FieldStore const& fields_;
    Grid const grid_;
    HeatParameters const parameters_;
    double const run_s_;
    Sky sky_;
    City city_;
    Surfaces surfaces_;
    People people_;
    SkyState now_;
    Array2D<float> largest_surface_k_, sun_s_;
    double stored_at_start_j_ = 0.0, cell_updates_ = 0.0;
};

HeatModel::HeatModel(ModelSetup const& setup)
    : forcing_(setup.forcing),
      fields_(setup.fields),
      grid_(setup.territory.grid),
      parameters_(parameters_from(setup.parameters)),
      run_s_(setup.duration.seconds()),
      sky_(weather_of(setup), parameters_.sky),
      city_(setup.fields, grid_),
      surfaces_(city_, setup.fields, grid_, parameters_),
      people_(city_, surfaces_, grid_, parameters_),
      largest_surface_k_(first_touched(grid_.rows, grid_.columns, 0.0F)),
      sun_s_(first_touched(grid_.rows, grid_.columns, 0.0F)) {
    surfaces_.start(forcing_.weather.air_temperature_k.mean(0.0, std::min(run_s_, seconds_per_day)));
    stored_at_start_j_ = surfaces_.stored_j();
}

void HeatModel::begin() {
    city_.look_around();
    people_.look_around();
    spin_up();
    surfaces_.forget_budget();
    people_.forget();
    stored_at_start_j_ = surfaces_.stored_j();
    cell_updates_ = 0.0;
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

void HeatModel::advance(double from_s, double length_s) {
    now_ = sky_.during(from_s, from_s + length_s);
    if (now_.is_day) city_.light(now_.sun, parameters_.leaf_transmissivity);
    SurfaceStep step;
    step.length_s = length_s;
    step.rain_m = forcing_.rain_mps.integral(from_s, from_s + length_s);
    if (fields_.has("water_depth")) step.water_depth_m = &fields_.at("water_depth").cells;
    surfaces_.step(now_, step);
    people_.step(now_, city_.lit_cells(), length_s);
    cell_updates_ += static_cast<double>(grid_.size());
}

void HeatModel::step(Duration now, Duration length) {
    advance(now.seconds(), length.seconds());
    keep_maxima(length.seconds());
}

void HeatModel::keep_maxima(double length_s) {
    auto const lit = city_.lit_cells();
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            float& largest = largest_surface_k_(row, column);
            largest = std::fmax(largest, static_cast<float>(surfaces_.surface_k(row, column)));
            if (now_.is_day) sun_s_(row, column) += static_cast<float>(length_s) * lit(row, column);
        }
    });
}

/// Sky views and who is lit are found anew: they follow from the city and the sun.
void HeatModel::archive_state(StateArchive& archive) {
    if (archive.is_loading()) {
        city_.look_around();
        people_.look_around();
    }
    archive("sky", sky_);
    archive("now", now_);
    archive("surfaces", surfaces_);
    archive("people", people_);
    archive("largest_surface", largest_surface_k_);
    archive("sun", sun_s_);
    archive("stored_at_start", stored_at_start_j_);
    archive("cell_updates", cell_updates_);
    if (archive.is_loading() && now_.is_day) city_.light(now_.sun, parameters_.leaf_transmissivity);
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
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column)
            cells(row, column) = city_.is_inside(row, column) ? value(row, column) : none;
    });
}

void HeatModel::publish(FieldStore& fields) {
    auto const& infos = description_.writes;
    put(fields, infos[0], [&](Index r, Index c) { return surfaces_.surface_k(r, c) - zero_celsius_k; });
    put(fields, infos[1], [&](Index r, Index c) { return static_cast<double>(people_.radiant_c(r, c)); });
    put(fields, infos[2], [&](Index r, Index c) { return static_cast<double>(people_.utci_c(r, c)); });
    auto const lit = city_.lit_cells();
    put(fields, infos[3],
        [&](Index r, Index c) { return now_.is_day ? 1.0 - static_cast<double>(lit(r, c)) : 1.0; });
}

void HeatModel::publish_summaries(FieldStore& fields) {
    auto const& infos = description_.summaries;
    auto const& views = city_.views();
    double const taken = 1.0 - parameters_.leaf_transmissivity;
    put(fields, infos[0], [&](Index r, Index c) {
        if (views.sky.empty()) return none;
        double const crowns = views.crowns.empty() ? 0.0 : static_cast<double>(views.crowns(r, c));
        return static_cast<double>(views.sky(r, c)) - taken * crowns;
    });
    put(fields, infos[1],
        [&](Index r, Index c) { return static_cast<double>(sun_s_(r, c)) / seconds_per_hour; });
    put(fields, infos[2],
        [&](Index r, Index c) { return static_cast<double>(largest_surface_k_(r, c)) - zero_celsius_k; });
    put(fields, infos[3],
        [&](Index r, Index c) { return static_cast<double>(people_.largest_radiant_c(r, c)); });
    put(fields, infos[4],
        [&](Index r, Index c) { return static_cast<double>(people_.largest_utci_c(r, c)); });
    constexpr std::size_t first_threshold = 5;
    for (std::size_t t = 0; t < utci_thresholds_c.size(); ++t) {
        put(fields, infos[first_threshold + t], [&](Index r, Index c) {
            return static_cast<double>(people_.above_s(t, r, c)) / seconds_per_hour;
        });
    }
}

void HeatModel::read_series(Duration now, std::vector<double>& values) {
    values.push_back(forcing_.weather.air_temperature_k.at(now.seconds()) - zero_celsius_k);
    values.push_back(surfaces_.wall_mean_k() - zero_celsius_k);
    values.push_back(now_.beam_wpm2 * now_.sine + now_.diffuse_wpm2);
    values.push_back(now_.longwave_wpm2);
    values.push_back(people_.share_outside_range());
}

Balance HeatModel::balance() const {
    constexpr std::array<char const*, HeatBudget::count> names{"shortwave", "longwave_in", "longwave_out",
                                                               "sensible",  "latent",      "indoor"};
    Balance made;
    made.quantity = "heat";
    made.unit = "J";
    made.stored_at_start = stored_at_start_j_;
    made.stored = surfaces_.stored_j();
    auto const& joule = surfaces_.budget().joule;
    for (std::size_t i = 0; i < joule.size(); ++i) {
        bool const comes_in = i <= HeatBudget::longwave_in;
        double const value = joule[i].value();
        made.terms.push_back({names[i], comes_in ? value : -value});
        (comes_in ? made.in : made.out) += value;
    }
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
