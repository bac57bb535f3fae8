#include "models/flood/depth_gain.hpp"

#include "models/flood/sweep.hpp"

namespace jumelle::flood {

namespace {

constexpr Index gain_line = 0, water_line = 1, taken_line = 2, lines = 3;

} // namespace

template <class T>
DepthGain<T>::DepthGain(Index columns) : lines_(lines, columns + 2 * ghost_columns, 0.0) {}

template <class T>
double* DepthGain<T>::line(Index i) {
    return lines_.row(i) + ghost_columns;
}

template <class T>
double* DepthGain<T>::of_row(SweepStep<T> const& step, CellFaces<T> const& faces, Index row, Span span) {
    double* const gain = line(gain_line);
    depth_gain(faces, gain, span, step.numbers);
    if (step.rain.falls()) add_rain(step.rain.row(row, step.state.rain_share_row(row)), gain, span);
    if (step.losses != nullptr) take_losses(step, row, span);
    return gain;
}

template <class T>
void DepthGain<T>::take_losses(SweepStep<T> const& step, Index row, Span span) {
    double* const gain = line(gain_line);
    double* const water = line(water_line);
    water_for_losses(step.state.row(row).h_m, step.state.rest_row(row), gain, water, span);
    if (step.level_faces != nullptr) step.level_faces->hold_back(row, water, span);
    step.losses->take(row, span,
                      {step.end_s, step.numbers.dt_s, step.rain.row(row, step.state.rain_share_row(row)),
                       water, gain, line(taken_line)});
}

template class DepthGain<double>;
template class DepthGain<float>;

} // namespace jumelle::flood
