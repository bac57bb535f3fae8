#include "io/weather/humidity.hpp"

#include <cmath>

namespace jumelle::weather {

double saturation_pa(double temperature_k) {
    constexpr double at_zero_pa = 610.94, factor = 17.625, offset_c = 243.04, zero_celsius_k = 273.15;
    double const celsius = temperature_k - zero_celsius_k;
    return at_zero_pa * std::exp(factor * celsius / (celsius + offset_c));
}

void change_temperature(Weather& weather, double change_k) {
    if (change_k == 0.0) return;
    constexpr double black_body_power = 4.0;
    auto& vapour = weather.vapour_pressure_pa;
    for (std::size_t i = 0; i < vapour.value.size(); ++i) {
        double const before_k = weather.air_temperature_k.at(vapour.time_s[i]);
        vapour.value[i] *= saturation_pa(before_k + change_k) / saturation_pa(before_k);
    }
    auto& longwave = weather.longwave_wpm2;
    for (std::size_t i = 0; i < longwave.value.size(); ++i) {
        double const before_k = weather.air_temperature_k.at(longwave.time_s[i]);
        longwave.value[i] *= std::pow((before_k + change_k) / before_k, black_body_power);
    }
    for (double& kelvin : weather.air_temperature_k.value) kelvin += change_k;
}

} // namespace jumelle::weather
