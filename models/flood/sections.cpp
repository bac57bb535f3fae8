#include "models/flood/sections.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace jumelle::flood {

namespace {

std::vector<GridFace> all_faces(std::vector<Section> const& sections) {
    std::vector<GridFace> faces;
    for (auto const& section : sections) {
        faces.insert(faces.end(), section.faces.begin(), section.faces.end());
    }
    return faces;
}

} // namespace

CountedFaces::CountedFaces(std::vector<GridFace> const& faces, Index rows, Index columns)
    : faces_(faces.size()), columns_(columns), place_(faces.size()) {
    auto const row_of = [&](GridFace const& face) { return std::min(face.row, rows - 1); };
    std::vector<std::size_t> order(faces.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return row_of(faces[a]) < row_of(faces[b]); });
    for (std::size_t i = 0; i < order.size(); ++i) {
        GridFace const& face = faces[order[i]];
        bool const between_columns = face.axis == GridFace::Axis::columns;
        JUMELLE_EXPECTS(face.row >= 0 && face.row <= rows - (between_columns ? 1 : 0));
        JUMELLE_EXPECTS(face.column >= 0 && face.column <= columns - (between_columns ? 0 : 1));
        place_[order[i]] = i;
        faces_[i].row = row_of(face);
        faces_[i].column = face.column;
        faces_[i].where = between_columns ? Where::west : (face.row == rows ? Where::south : Where::north);
    }
    for (Index row = 0; row <= rows; ++row) {
        auto const first = std::lower_bound(faces_.begin(), faces_.end(), row,
                                            [](Counted const& face, Index r) { return face.row < r; });
        begin_.push_back(static_cast<std::size_t>(first - faces_.begin()));
    }
}

template <class T>
void CountedFaces::add_row(Index row, RowMasses<T> const& mass, std::span<Span const> spans, double step_sm) {
    auto const r = static_cast<std::size_t>(row);
    for (std::size_t i = begin_[r]; i < begin_[r + 1]; ++i) {
        Counted& face = faces_[i];
        // A face counts with the cell east of it: where parts of the grid step apart, both sides come by.
        Index const cell = std::min(face.column, columns_ - 1);
        bool const is_computed = std::any_of(
            spans.begin(), spans.end(), [&](Span span) { return cell >= span.begin && cell < span.end; });
        if (!is_computed) continue;
        T const* const fluxes = face.where == Where::west    ? mass.west
                                : face.where == Where::north ? mass.north
                                                             : mass.south;
        face.volume_m3.add(static_cast<double>(fluxes[face.column]) * step_sm);
    }
}

void CountedFaces::gather(GridShare const& share) {
    if (faces_.empty()) return;
    share.gather(std::span(faces_), [this](Index row) { return begin_[static_cast<std::size_t>(row)]; });
}

FlowSections::FlowSections(std::vector<Section> sections, Grid const& grid)
    : sections_(std::move(sections)),
      faces_(all_faces(sections_), grid.rows, grid.columns),
      last_m3_(sections_.size(), 0.0) {}

std::vector<SeriesInfo> FlowSections::series() const {
    std::vector<SeriesInfo> series;
    for (auto const& section : sections_) {
        series.push_back({section_group, section.name, "discharge", "m3 s-1",
                          "water through the section from left to right, mean since the time before",
                          TimeMeaning::mean});
        series.push_back({section_group, section.name, "volume", "m3",
                          "water that passed the section from left to right since the start",
                          TimeMeaning::instant});
    }
    return series;
}

void FlowSections::read(Duration now, std::vector<double>& values) {
    double const since_s = (now - last_time_).seconds();
    std::size_t position = 0;
    for (std::size_t s = 0; s < sections_.size(); ++s) {
        CompensatedSum volume_m3;
        for (GridFace const& face : sections_[s].faces) {
            volume_m3.add(face.sign * faces_.volume_m3(position++));
        }
        double const passed_m3 = volume_m3.value() - last_m3_[s];
        values.push_back(since_s > 0.0 ? passed_m3 / since_s : std::numeric_limits<double>::quiet_NaN());
        // Adding zero turns a negative zero into zero.
        values.push_back(volume_m3.value() + 0.0);
        last_m3_[s] = volume_m3.value();
    }
    last_time_ = now;
}

template void CountedFaces::add_row(Index, RowMasses<double> const&, std::span<Span const>, double);
template void CountedFaces::add_row(Index, RowMasses<float> const&, std::span<Span const>, double);

} // namespace jumelle::flood
