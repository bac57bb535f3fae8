#include "io/raster/map_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <span>

#include "core/territory/land_cover.hpp"
#include "io/raster/hillshade.hpp"

namespace jumelle {

namespace {

struct Stop {
    double share;
    Colour colour;
};

constexpr std::array water_stops{Stop{0.0, {168, 210, 240, 0.55}}, Stop{0.25, {96, 166, 222, 0.75}},
                                 Stop{0.6, {34, 102, 178, 0.85}}, Stop{1.0, {10, 36, 96, 0.92}}};
constexpr std::array heat_stops{Stop{0.0, {62, 96, 170, 0.7}}, Stop{0.3, {120, 190, 190, 0.7}},
                                Stop{0.5, {246, 236, 160, 0.7}}, Stop{0.75, {238, 140, 60, 0.75}},
                                Stop{1.0, {140, 10, 30, 0.8}}};
constexpr std::array plain_stops{Stop{0.0, {246, 238, 216, 0.5}}, Stop{0.5, {206, 120, 150, 0.7}},
                                 Stop{1.0, {74, 20, 110, 0.85}}};

std::span<Stop const> stops_of(Ramp ramp) {
    if (ramp == Ramp::heat) return heat_stops;
    if (ramp == Ramp::plain) return plain_stops;
    return water_stops;
}

constexpr Colour roof{178, 172, 168, 1.0};
constexpr Colour wall{120, 113, 110, 1.0};
constexpr Colour crown{92, 138, 82, 0.6};
constexpr Colour valley{221, 216, 200, 1.0};
constexpr Colour ridge{240, 236, 225, 1.0};
constexpr Colour ink{50, 50, 55, 1.0};
constexpr Colour paper{255, 255, 255, 0.82};

struct CoverColour {
    LandCover code;
    Colour colour;
};
constexpr std::array cover_colours{CoverColour{LandCover::building, {206, 198, 190, 1.0}},
                                   CoverColour{LandCover::asphalt, {205, 205, 208, 1.0}},
                                   CoverColour{LandCover::paved, {222, 214, 202, 1.0}},
                                   CoverColour{LandCover::grass, {192, 212, 160, 1.0}},
                                   CoverColour{LandCover::dry_grass, {216, 208, 152, 1.0}},
                                   CoverColour{LandCover::bare_soil, {216, 190, 152, 1.0}},
                                   CoverColour{LandCover::trees, {142, 178, 122, 1.0}},
                                   CoverColour{LandCover::water, {142, 184, 214, 1.0}},
                                   CoverColour{LandCover::garden, {204, 220, 176, 1.0}}};

Colour mixed(Colour const& a, Colour const& b, double share) {
    auto const mix = [&](double from, double to) { return from + (to - from) * share; };
    return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue), mix(a.cover, b.cover)};
}

/// Number at a place between the centres of cells, from the four around it; those that are NaN do not count.
/// @param x, y in cells from the north-western corner
double between_cells(Array2D<double> const& cells, double x, double y) {
    double const column = std::floor(x - 0.5);
    double const row = std::floor(y - 0.5);
    double const right = x - 0.5 - column;
    double const down = y - 0.5 - row;
    double sum = 0.0, weights = 0.0;
    for (int corner = 0; corner < 4; ++corner) {
        int const dx = corner % 2;
        int const dy = corner / 2;
        Index const c = std::clamp<Index>(static_cast<Index>(column) + dx, 0, cells.columns() - 1);
        Index const r = std::clamp<Index>(static_cast<Index>(row) + dy, 0, cells.rows() - 1);
        double const number = cells(r, c);
        double const weight = (dx == 1 ? right : 1.0 - right) * (dy == 1 ? down : 1.0 - down);
        if (std::isnan(number)) continue;
        sum += weight * number;
        weights += weight;
    }
    return weights > 0.0 ? sum / weights : std::numeric_limits<double>::quiet_NaN();
}

/// 1 in cells where `counts` holds, 0 elsewhere: between them it gives smooth edges.
template <class Counts>
Array2D<double> mask(Array2D<double> const& cells, Counts const& counts) {
    Array2D<double> made(cells.rows(), cells.columns());
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column)
            made(row, column) = counts(cells(row, column)) ? 1.0 : 0.0;
    }
    return made;
}

/// What the map is painted from, prepared once, and the colour of any place.
class Painter {
  public:
    Painter(MapLayers const& layers, MapStyle const& style) : layers_(layers), style_(style) {
        Array2D<double> const& ground = *layers.elevation_m;
        MapLight light;
        Array2D<double> surface = ground;
        if (layers.building_height_m != nullptr) {
            buildings_ = mask(*layers.building_height_m, [](double height) { return height > 0.0; });
            for (Index row = 0; row < surface.rows(); ++row) {
                for (Index column = 0; column < surface.columns(); ++column) {
                    double const height = (*layers.building_height_m)(row, column);
                    if (height > 0.0) surface(row, column) += height;
                }
            }
        }
        constexpr double tree_m = 1.0; // lower plants are no crowns
        if (layers.canopy_height_m != nullptr)
            crowns_ = mask(*layers.canopy_height_m, [](double height) { return height >= tree_m; });
        lit_ = cast_light(surface.view(), layers.grid->cell_m, light);
        light.exaggeration = readable_exaggeration(ground.view(), layers.grid->cell_m);
        shade_ = hillshade(ground.view(), layers.grid->cell_m, light);
        find_heights(ground);
    }

    /// @param x, y in cells from the north-western corner
    Colour at(double x, double y) const {
        Colour const blank{255, 255, 255, 1.0};
        if (std::isnan(nearest(*layers_.elevation_m, x, y))) return blank;
        Colour colour = ground(x, y);
        if (!crowns_.empty()) {
            Colour top = crown;
            top.cover *= between_cells(crowns_, x, y);
            colour = over(colour, top);
        }
        double const shade = between_cells(shade_, x, y);
        constexpr double darkest = 0.45, brightest = 1.06;
        constexpr double in_shadow = 0.72; // light of the sky that is left there
        double const lit = in_shadow + (1.0 - in_shadow) * between_cells(lit_, x, y);
        double const light = std::clamp(shade, darkest, brightest) * lit;
        colour = {colour.red * light, colour.green * light, colour.blue * light, 1.0};
        if (auto const tint = field_colour(x, y)) colour = over(colour, *tint);
        return with_building(colour, x, y);
    }

  private:
    static double nearest(Array2D<double> const& cells, double x, double y) {
        return cells(std::clamp<Index>(static_cast<Index>(y), 0, cells.rows() - 1),
                     std::clamp<Index>(static_cast<Index>(x), 0, cells.columns() - 1));
    }

    void find_heights(Array2D<double> const& ground) {
        lowest_ = std::numeric_limits<double>::infinity();
        highest_ = -lowest_;
        for (Index row = 0; row < ground.rows(); ++row) {
            for (Index column = 0; column < ground.columns(); ++column) {
                if (std::isnan(ground(row, column))) continue;
                lowest_ = std::min(lowest_, ground(row, column));
                highest_ = std::max(highest_, ground(row, column));
            }
        }
    }

    Colour ground(double x, double y) const {
        double const height = between_cells(*layers_.elevation_m, x, y);
        double const share = highest_ > lowest_ ? (height - lowest_) / (highest_ - lowest_) : 0.5;
        Colour const relief = mixed(valley, ridge, share);
        if (layers_.land_cover == nullptr) return relief;
        double const code = nearest(*layers_.land_cover, x, y);
        for (auto const& cover : cover_colours) {
            if (static_cast<double>(cover.code) == code) return cover.colour;
        }
        return relief;
    }

    std::optional<Colour> field_colour(double x, double y) const {
        if (layers_.field == nullptr) return std::nullopt;
        // A place in a dry cell stays dry, one in a wet cell stays wet: the edge is the cell's own.
        double const own = nearest(*layers_.field, x, y);
        if (std::isnan(own) || own < style_.hide_below) return std::nullopt;
        double const number = between_cells(*layers_.field, x, y);
        return ramp_colour(style_.ramp, (number - style_.low) / (style_.high - style_.low));
    }

    Colour with_building(Colour const& colour, double x, double y) const {
        if (buildings_.empty()) return colour;
        double const share = between_cells(buildings_, x, y);
        constexpr double outer = 0.5, inner = 0.68; // between them runs the dark line of the walls
        if (share < outer) return colour;
        return share < inner ? wall : roof;
    }

    MapLayers const& layers_;
    MapStyle const& style_;
    Array2D<double> buildings_, crowns_, shade_, lit_;
    double lowest_ = 0.0, highest_ = 0.0;
};

Colour average_of_four(Painter const& painter, double x, double y, double pixel_cells) {
    double red = 0.0, green = 0.0, blue = 0.0;
    for (int part = 0; part < 4; ++part) {
        double const right = part % 2 == 0 ? 0.25 : 0.75;
        double const down = part / 2 == 0 ? 0.25 : 0.75;
        Colour const colour = painter.at(x + right * pixel_cells, y + down * pixel_cells);
        red += colour.red;
        green += colour.green;
        blue += colour.blue;
    }
    constexpr double parts = 4.0;
    return {red / parts, green / parts, blue / parts, 1.0};
}

/// Sizes of what is written on the map, in pixels.
struct Measures {
    Index dot, margin, bar;
    explicit Measures(Picture const& picture) {
        constexpr Index pixels_per_dot = 300; // so that a picture of 900 pixels has letters of 3 × 5 pixels
        dot = std::max<Index>(2, std::max(picture.width, picture.height) / pixels_per_dot);
        margin = 4 * dot;
        bar = 5 * dot;
    }
};

void draw_legend(Picture& picture, MapStyle const& style) {
    Measures const size(picture);
    Index const height = std::min<Index>(picture.height / 3, 70 * size.dot);
    std::array<std::string, 3> labels;
    Index widest = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        double const share = 1.0 - static_cast<double>(i) / 2.0;
        labels[i] = fmt::format("{:.3g}{}{}", style.low + share * (style.high - style.low),
                                style.unit.empty() ? "" : " ", style.unit);
        widest = std::max(widest, text_width(labels[i], size.dot));
    }
    PixelBox const panel{picture.width - widest - size.bar - 5 * size.margin,
                         picture.height - height - 4 * size.margin, widest + size.bar + 4 * size.margin,
                         height + 3 * size.margin};
    fill_box(picture, panel, paper);
    Index const left = panel.left + size.margin;
    Index const top = panel.top + 3 * size.margin / 2;
    for (Index y = 0; y < height; ++y) {
        double const share = 1.0 - static_cast<double>(y) / static_cast<double>(height - 1);
        fill_box(picture, {left, top + y, size.bar, 1}, ramp_colour(style.ramp, share));
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Index const y = top + static_cast<Index>(i) * (height - 1) / 2;
        fill_box(picture, {left + size.bar, y, size.margin / 2, std::max<Index>(1, size.dot / 2)}, ink);
        write_text(picture, labels[i],
                   {left + size.bar + size.margin, y - letter_rows * size.dot / 2, size.dot, ink});
    }
}

/// The largest of 1, 2, 5, 10, 20 … that is not above `most`.
double round_length(double most) {
    double const power = std::pow(10.0, std::floor(std::log10(most)));
    for (double const factor : {5.0, 2.0}) {
        if (factor * power <= most) return factor * power;
    }
    return power;
}

void draw_scale_bar(Picture& picture, double pixel_m) {
    Measures const size(picture);
    constexpr double share_of_width = 0.25;
    double const length_m = round_length(share_of_width * static_cast<double>(picture.width) * pixel_m);
    auto const length = static_cast<Index>(std::lround(length_m / pixel_m));
    constexpr double metres_per_kilometre = 1000.0;
    std::string const text = length_m >= metres_per_kilometre
                                 ? fmt::format("{:g} km", length_m / metres_per_kilometre)
                                 : fmt::format("{:g} m", length_m);
    Index const high = (letter_rows + 3) * size.dot;
    PixelBox const panel{size.margin, picture.height - high - 3 * size.margin,
                         std::max(length, text_width(text, size.dot)) + 2 * size.margin,
                         high + 2 * size.margin};
    fill_box(picture, panel, paper);
    Index const left = panel.left + size.margin;
    write_text(picture, text, {left, panel.top + size.margin, size.dot, ink});
    fill_box(picture, {left, panel.top + panel.height - size.margin - size.dot, length, size.dot}, ink);
}

} // namespace

Colour ramp_colour(Ramp ramp, double share) {
    auto const stops = stops_of(ramp);
    double const at = std::clamp(share, 0.0, 1.0);
    std::size_t next = 1;
    while (next + 1 < stops.size() && stops[next].share < at) ++next;
    Stop const& from = stops[next - 1];
    Stop const& to = stops[next];
    return mixed(from.colour, to.colour, (at - from.share) / (to.share - from.share));
}

Picture draw_map(MapLayers const& layers, MapStyle const& style) {
    JUMELLE_EXPECTS(layers.grid != nullptr && layers.elevation_m != nullptr && style.low < style.high);
    Grid const& grid = *layers.grid;
    double const longest = static_cast<double>(std::max(grid.columns, grid.rows));
    double const pixel_cells = longest / static_cast<double>(style.longest_side);
    auto const pixels = [&](Index cells) {
        return std::max<Index>(1, std::lround(static_cast<double>(cells) / pixel_cells));
    };
    Picture picture(pixels(grid.columns), pixels(grid.rows));
    Painter const painter(layers, style);
    for (Index y = 0; y < picture.height; ++y) {
        for (Index x = 0; x < picture.width; ++x) {
            picture.paint(x, y,
                          average_of_four(painter, static_cast<double>(x) * pixel_cells,
                                          static_cast<double>(y) * pixel_cells, pixel_cells));
        }
    }
    if (layers.field != nullptr) draw_legend(picture, style);
    draw_scale_bar(picture, pixel_cells * grid.cell_m);
    return picture;
}

} // namespace jumelle
