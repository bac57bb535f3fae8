#include "models/heat/kernels/pet.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

namespace {

// NOLINTBEGIN(readability-magic-numbers): coefficients of the model of the body, as published
constexpr double pascal_per_hpa = 100.0, sea_level_hpa = 1013.25;

constexpr double vaporisation = 2.42e6;   // [J/kg]
constexpr double radiating_share = 0.725; // of the body's surface
constexpr double clothes_emissivity = 0.95, skin_emissivity = 0.99;

double saturated_hpa(double t_c) {
    return saturation(t_c + zero_celsius_k).pressure_pa / pascal_per_hpa;
}

double fourth_power(double t_c) {
    double const k = t_c + zero_celsius_k;
    return k * k * k * k;
}

/// Where a falling function crosses zero, by halving and secants.
template <class Function>
double zero_of_falling(Function const& f, double low, double high) {
    double at_low = f(low), at_high = f(high);
    if (at_low <= 0.0) return low;
    if (at_high >= 0.0) return high;
    constexpr double close_enough_k = 1e-7;
    for (int i = 0; i < 200 && high - low > close_enough_k; ++i) {
        double const secant = low + (high - low) * at_low / (at_low - at_high);
        double const middle = i % 3 == 2 ? 0.5 * (low + high) : secant;
        double const at_middle = f(middle);
        if (std::abs(at_middle) < 1e-9) return middle;
        (at_middle > 0.0 ? low : high) = middle;
        (at_middle > 0.0 ? at_low : at_high) = at_middle;
    }
    return 0.5 * (low + high);
}

/// What depends on clothes and body alone.
struct Clothes {
    double resistance = 0.0;  ///< [m²K/W]
    double larger = 1.0;      ///< factor by which clothes enlarge the surface
    double covered = 0.0;     ///< share of the skin
    double outer_share = 0.0; ///< outer surface of the clothes over that of the skin
    double through = 0.0;     ///< from skin to clothes' surface [W/m²K]
};

double skin_m2(PetPerson const& person) {
    return 0.203 * std::pow(person.weight_kg, 0.425) * std::pow(person.height_m, 0.725); // DuBois
}

Clothes clothes_of(PetPerson const& person) {
    double const clo = person.clothing_clo, area = skin_m2(person);
    Clothes made;
    made.resistance = clo / 6.45;
    made.larger = 1.0 + 0.31 * clo;
    double const covered = (173.51 * clo - 2.36 - 100.76 * clo * clo + 19.28 * clo * clo * clo) / 100.0;
    made.outer_share = covered + made.larger - 1.0;
    made.covered = std::min(covered, 1.0);
    double dressed = 0.1; // share of the height
    if (clo > 0.3) dressed = 0.5;
    if (clo > 0.6) dressed = (person.height_m - 0.2) / person.height_m;
    if (clo >= 2.0) dressed = 1.0;
    double const round_m = 2.0 * std::numbers::pi * person.height_m * dressed;
    double const outer_m = area * (made.larger - 1.0 + made.covered) / round_m;
    double const inner_m = made.covered * area / round_m;
    made.through = round_m * (outer_m - inner_m) /
                   (made.resistance * std::log(outer_m / inner_m) * area * made.outer_share);
    return made;
}

double base_metabolism_w(PetPerson const& person) {
    double const size = 100.0 * person.height_m / std::cbrt(person.weight_kg);
    return 3.45 * std::pow(person.weight_kg, 0.75) *
           (1.0 + 0.004 * (30.0 - person.age_years) + 0.010 * (size - 43.4));
}

/// Core, skin and clothes.
struct Body {
    double core_c = 36.7, skin_c = 34.0, clothes_c = 30.0;
};

class Balance {
  public:
    Balance(PetWeather const& weather, PetPerson const& person)
        : weather_(weather), clothes_(clothes_of(person)) {
        double const pressure = weather.pressure_hpa / sea_level_hpa;
        double const moved = 2.67 + 6.5 * std::pow(weather.wind_mps, 0.67);
        convection_ = std::max(moved, 3.0 * std::pow(pressure, 0.53)) * std::pow(pressure, 0.55);
        made_ = (person.activity_w + base_metabolism_w(person)) / skin_m2(person);
        double const breath = made_ * 1.44e-6, out_c = 0.47 * weather.air_c + 21.0;
        breathed_ = 1010.0 * (weather.air_c - out_c) * breath +
                    0.623 * vaporisation / weather.pressure_hpa *
                        (weather.vapour_hpa - saturated_hpa(out_c)) * breath;
    }

    double source() const { return made_ + breathed_; }
    static double blood(Body const& body) {
        double const warm = std::max(0.0, body.core_c - 36.6), cold = std::max(0.0, 34.0 - body.skin_c);
        return std::min(90.0, (6.3 + 75.0 * warm) / (1.0 + 0.5 * cold));
    }
    /// From the core to the skin.
    double to_skin(Body const& body) const {
        return (blood(body) / 3600.0 * 3640.0 + 5.28) * (body.core_c - body.skin_c);
    }
    double to_clothes(Body const& body) const { return clothes_.through * (body.skin_c - body.clothes_c); }
    /// By radiation and convection, into the clothes.
    double into_clothes(Body const& body) const {
        return clothes_.outer_share * (convection_ * (weather_.air_c - body.clothes_c) +
                                       radiating_share * clothes_emissivity * stefan_boltzmann *
                                           (fourth_power(weather_.radiant_c) - fourth_power(body.clothes_c)));
    }
    double into_bare_skin(Body const& body) const {
        return (1.0 - clothes_.covered) *
               (convection_ * (weather_.air_c - body.skin_c) +
                radiating_share * skin_emissivity * stefan_boltzmann *
                    (fourth_power(weather_.radiant_c) - fourth_power(body.skin_c)));
    }
    /// Sweat and vapour through the skin; negative: what the body loses.
    double vapour(Body const& body) const {
        double const share = 0.0417737 + 0.7451833 / (blood(body) + 0.585417);
        double const mean_c = share * body.skin_c + (1.0 - share) * body.core_c;
        double const warm = std::max(0.0, mean_c - (0.1 * 34.0 + 0.9 * 36.6));
        double sweat = vaporisation / 1000.0 * std::min(500.0, 304.94 * warm) / 3600.0;
        double const lewis = 1.67; // K/hPa
        double const gradient = saturated_hpa(body.skin_c) - weather_.vapour_hpa;
        double const burton = 1.0 / (1.0 + 0.92 * convection_ * clothes_.resistance);
        double most = convection_ * lewis * burton * gradient;
        if (most == 0.0) most = 0.001;
        double wet = sweat / most;
        if (wet > 1.0) {
            wet = 1.0;
            sweat = std::min(sweat, std::max(most, 0.0) > 0.0 ? most : sweat);
        }
        constexpr double woodcock = 0.38;
        double const resistance =
            (1.0 / (clothes_.larger * convection_) + clothes_.resistance) / (lewis * woodcock);
        return -((1.0 - wet) * gradient / resistance + std::max(sweat, 0.0));
    }
    double whole(Body const& body) const {
        return source() + into_clothes(body) + into_bare_skin(body) + vapour(body);
    }

  private:
    PetWeather const& weather_;
    Clothes clothes_;
    double convection_ = 0.0, made_ = 0.0, breathed_ = 0.0;
};

/// The body in its outdoor environment, in balance.
Body in_balance(Balance const& balance, PetWeather const& weather) {
    constexpr double coldest_c = -60.0, hottest_c = 60.0;
    double const far_c = std::max({weather.air_c, weather.radiant_c, hottest_c});
    double const near_c = std::min({weather.air_c, weather.radiant_c, coldest_c});
    Body body;
    auto const settle = [&](double skin_c) {
        body.skin_c = skin_c;
        body.clothes_c = zero_of_falling(
            [&](double clothes_c) {
                Body const now{body.core_c, skin_c, clothes_c};
                return balance.into_clothes(now) + balance.to_clothes(now);
            },
            near_c, far_c);
        body.core_c = zero_of_falling(
            [&](double core_c) {
                return balance.source() - balance.to_skin({core_c, skin_c, body.clothes_c});
            },
            skin_c, skin_c + 60.0);
        return balance.into_bare_skin(body) + balance.vapour(body) + balance.to_skin(body) -
               balance.to_clothes(body);
    };
    settle(zero_of_falling(settle, -20.0, 60.0));
    return body;
}

// NOLINTEND(readability-magic-numbers)

} // namespace

double pet_c(PetWeather const& weather, PetPerson const& person) noexcept {
    Body const body = in_balance(Balance(weather, person), weather);
    constexpr double room_wind_mps = 0.1, room_vapour_hpa = 12.0, coldest_c = -80.0, hottest_c = 100.0;
    PetPerson guest = person;
    guest.activity_w = PetPerson{}.activity_w;
    guest.clothing_clo = PetPerson{}.clothing_clo;
    return -zero_of_falling(
        [&](double minus_c) {
            PetWeather const room{-minus_c, -minus_c, room_wind_mps, room_vapour_hpa, weather.pressure_hpa};
            return Balance(room, guest).whole(body);
        },
        -hottest_c, -coldest_c);
}

} // namespace jumelle::heat
