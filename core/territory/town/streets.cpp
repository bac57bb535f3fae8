#include "core/territory/town/streets.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/parallel/loops.hpp"
#include "core/territory/town/plan_builder.hpp"

namespace jumelle::town {

namespace {

constexpr double block_centre_m2 = 5000.0, block_fringe_m2 = 11500.0;
constexpr double block_spread_low = 0.7, block_spread_high = 1.5;
constexpr double smallest_piece_share = 0.3, narrowest_piece_m = 34.0;
constexpr double park_chance = 0.065, park_smallest = 1.6, park_largest = 4.5; // in blocks
constexpr double wood_chance = 0.05, wood_smallest_m2 = 1.2e5, wood_largest_m2 = 6e5,
                 wood_from_size_m = 2500.0;
constexpr double main_street_from_m2 = 45000.0;
constexpr double lane_from_urbanity = 0.6;
constexpr double cut_spread = 0.1;                        // of the longest side
constexpr double angle_fringe = 0.10, angle_centre = 0.3; // [rad]
constexpr std::uint64_t tries = 5, numbers_per_piece = 16;
constexpr double ring_step = 0.9; // of the distance between bridges
constexpr double outside_share = 1.5;

class Builder {
  public:
    Builder(TownOptions const& options, Frame const& frame, Terrain const& terrain, Urbanity const& urbanity)
        : frame_(frame),
          terrain_(terrain),
          urbanity_(urbanity),
          layout_(layout_of(options)),
          random_(random_for(options.seed, Purpose::subdivision)) {}

    Plan build();

  private:
    using Child = PlanBuilder::Child;
    Child river(Polygon const& root);
    Child sectors(Polygon const& piece, int side, RowRange lines);
    Child rings(Polygon const& sector, int side, RowRange rings);
    Child subdivide(Polygon const& piece);
    Child leaf(Polygon const& piece, BlockUse use);

    std::optional<Cutting> chosen_cut(Polygon const& piece, double urbanity, double target_m2,
                                      std::uint64_t draw) const;
    bool far_outside(Polygon const& piece) const;
    void join_bridges();

    Frame const& frame_;
    Terrain const& terrain_;
    Urbanity const& urbanity_;
    Layout layout_;
    RandomStream random_;
    std::uint64_t pieces_ = 0;
    std::array<std::int32_t, 2> quays_{-1, -1};                ///< streets: south, north
    std::map<Index, std::array<std::int32_t, 2>> bridge_ends_; ///< by the number of the line
    PlanBuilder builder_;
};

Builder::Child Builder::leaf(Polygon const& piece, BlockUse use) {
    return builder_.add_block(piece, urbanity_.at(polygon_centroid(piece)), use);
}

bool Builder::far_outside(Polygon const& piece) const {
    auto const centroid = polygon_centroid(piece);
    double radius_m = 0.0;
    for (auto const& corner : piece) radius_m = std::max(radius_m, distance_between(centroid, corner.at));
    auto const place = frame_.relative(frame_.to_ground(centroid));
    double const beyond_m =
        std::max(std::abs(place.x_m) - frame_.width_m() / 2.0, std::abs(place.y_m) - frame_.height_m() / 2.0);
    return beyond_m > outside_share * radius_m;
}

std::optional<Cutting> Builder::chosen_cut(Polygon const& piece, double urbanity, double target_m2,
                                           std::uint64_t draw) const {
    auto const side = longest_side(piece);
    auto const a = piece[side].at, b = piece[(side + 1) % piece.size()].at;
    double const across = std::atan2(b.q_m - a.q_m, b.p_m - a.p_m) + std::acos(0.0);
    double const spread = angle_fringe + (angle_centre - angle_fringe) * urbanity;
    for (std::uint64_t attempt = 0; attempt < tries; ++attempt) {
        auto const number = draw + 2 + 2 * attempt;
        double const share = 0.5 + random_.uniform(number, -cut_spread, cut_spread);
        double const angle = across + random_.uniform(number + 1, -spread, spread);
        Line const line{{a.p_m + share * (b.p_m - a.p_m), a.q_m + share * (b.q_m - a.q_m)},
                        std::cos(angle),
                        std::sin(angle)};
        auto cutting = builder_.planned(piece, line);
        if (!cutting) continue;
        bool const good = std::all_of(cutting->parts.begin(), cutting->parts.end(), [&](Polygon const& part) {
            return polygon_area_m2(part) > smallest_piece_share * target_m2 &&
                   polygon_width_m(part) > narrowest_piece_m;
        });
        if (good) return cutting;
    }
    return std::nullopt;
}

Builder::Child Builder::subdivide(Polygon const& piece) {
    auto const draw = pieces_++ * numbers_per_piece;
    double const area_m2 = polygon_area_m2(piece);
    double const urbanity = urbanity_.at(polygon_centroid(piece));
    double const size_m2 = block_fringe_m2 + (block_centre_m2 - block_fringe_m2) * urbanity;
    double const target_m2 = size_m2 * random_.uniform(draw, block_spread_low, block_spread_high);
    bool const park = area_m2 > park_smallest * size_m2 && area_m2 < park_largest * size_m2 &&
                      random_.uniform(draw + 1) < park_chance;
    bool const wood = layout_.size_m > wood_from_size_m && area_m2 > wood_smallest_m2 &&
                      area_m2 < wood_largest_m2 && random_.uniform(draw + 1) < wood_chance * (1.0 - urbanity);
    if (park || wood) return leaf(piece, BlockUse::park);
    if (area_m2 < target_m2 || far_outside(piece)) return leaf(piece, BlockUse::courtyards);
    auto cutting = chosen_cut(piece, urbanity, target_m2, draw);
    if (!cutting) return leaf(piece, BlockUse::courtyards);
    bool const lane = urbanity > lane_from_urbanity && area_m2 < main_street_from_m2 / 2.0;
    auto const small = lane ? StreetClass::lane : StreetClass::side;
    builder_.build_street(*cutting, piece, area_m2 > main_street_from_m2 ? StreetClass::main : small);
    auto const cut = builder_.add_cut(*cutting);
    auto const ahead = subdivide(cutting->parts[0]);
    auto const behind = subdivide(cutting->parts[1]);
    builder_.set_children(cut, ahead, behind);
    return cut;
}

Builder::Child Builder::rings(Polygon const& sector, int side, RowRange numbers) {
    if (numbers.begin >= numbers.end) return subdivide(sector);
    auto const middle = (numbers.begin + numbers.end) / 2;
    double const radius_m = layout_.ring_m + static_cast<double>(middle) * ring_step * layout_.line_spacing_m;
    double p_low = sector[0].at.p_m, p_high = p_low;
    for (auto const& corner : sector) {
        p_low = std::min(p_low, corner.at.p_m);
        p_high = std::max(p_high, corner.at.p_m);
    }
    auto const q_at = [&](double p) { return side * std::sqrt(std::max(radius_m * radius_m - p * p, 0.0)); };
    double const q_low = q_at(p_low), q_high = q_at(p_high);
    double const length_m = std::hypot(p_high - p_low, q_high - q_low);
    Line const line{{p_low, q_low}, (p_high - p_low) / length_m, (q_high - q_low) / length_m};
    bool const reaches =
        std::min(std::abs(q_low), std::abs(q_high)) > layout_.quay_m + 2.0 * narrowest_piece_m;
    auto cutting = reaches ? builder_.planned(sector, line) : std::nullopt;
    if (!cutting) {
        return rings(sector, side,
                     reaches ? RowRange{numbers.begin, middle} : RowRange{middle + 1, numbers.end});
    }
    builder_.build_street(*cutting, sector, middle == 0 ? StreetClass::avenue : StreetClass::main);
    auto const cut = builder_.add_cut(*cutting);
    bool const first_is_inner =
        std::abs(polygon_centroid(cutting->parts[0]).q_m) < std::abs(polygon_centroid(cutting->parts[1]).q_m);
    RowRange const inner{numbers.begin, middle}, outer{middle + 1, numbers.end};
    auto const ahead = rings(cutting->parts[0], side, first_is_inner ? inner : outer);
    auto const behind = rings(cutting->parts[1], side, first_is_inner ? outer : inner);
    builder_.set_children(cut, ahead, behind);
    return cut;
}

Builder::Child Builder::sectors(Polygon const& piece, int side, RowRange lines) {
    if (lines.begin >= lines.end) {
        double const step_m = ring_step * layout_.line_spacing_m;
        double const reach_m = std::hypot(frame_.reach_p_m(), frame_.reach_q_m());
        return rings(piece, side, {0, static_cast<Index>(reach_m / step_m) + 1});
    }
    auto const middle = (lines.begin + lines.end) / 2;
    auto const& line = terrain_.lines(side)[static_cast<std::size_t>(middle)];
    double const norm = std::hypot(line.tilt, 1.0);
    auto cutting = builder_.planned(piece, {{line.p0_m, 0.0}, line.tilt / norm, 1.0 / norm});
    if (!cutting) {
        bool const west_of_piece = line.p0_m < polygon_centroid(piece).p_m;
        return sectors(piece, side,
                       west_of_piece ? RowRange{middle + 1, lines.end} : RowRange{lines.begin, middle});
    }
    builder_.build_street(*cutting, piece, line.thalweg ? StreetClass::main : StreetClass::avenue);
    auto const quay = quays_[side > 0 ? 1 : 0];
    for (std::size_t end = 0; end < 2 && !line.thalweg; ++end) {
        if (piece[cutting->ends[end].side].street != quay) continue;
        auto const& crossings = builder_.plan().streets.back().crossings;
        auto& bridge = bridge_ends_.try_emplace(middle, std::array<std::int32_t, 2>{-1, -1}).first->second;
        bridge[side > 0 ? 1 : 0] = end == 0 ? crossings.front().node : crossings.back().node;
    }
    auto const cut = builder_.add_cut(*cutting);
    bool const first_is_west =
        polygon_centroid(cutting->parts[0]).p_m < polygon_centroid(cutting->parts[1]).p_m;
    RowRange const west{lines.begin, middle}, east{middle + 1, lines.end};
    auto const ahead = sectors(cutting->parts[0], side, first_is_west ? west : east);
    auto const behind = sectors(cutting->parts[1], side, first_is_west ? east : west);
    builder_.set_children(cut, ahead, behind);
    return cut;
}

Builder::Child Builder::river(Polygon const& root) {
    auto const lines = static_cast<Index>(terrain_.lines(1).size());
    // From west to east along the south quay: the river and the north lie on its left.
    auto south = builder_.planned(root, {{0.0, -layout_.quay_m}, 1.0, 0.0});
    quays_[0] = builder_.build_street(*south, root, StreetClass::main);
    bool const south_is_first = polygon_centroid(south->parts[0]).q_m < polygon_centroid(south->parts[1]).q_m;
    auto const south_cut = builder_.add_cut(*south);
    auto const& rest = south->parts[south_is_first ? 1 : 0];
    auto const south_child = sectors(south->parts[south_is_first ? 0 : 1], -1, {0, lines});

    auto north = builder_.planned(rest, {{0.0, layout_.quay_m}, 1.0, 0.0});
    quays_[1] = builder_.build_street(*north, rest, StreetClass::main);
    bool const north_is_first = polygon_centroid(north->parts[0]).q_m > polygon_centroid(north->parts[1]).q_m;
    auto const north_cut = builder_.add_cut(*north);
    auto const north_child = sectors(north->parts[north_is_first ? 0 : 1], +1, {0, lines});
    auto const strip = leaf(north->parts[north_is_first ? 1 : 0], BlockUse::river);
    builder_.set_children(north_cut, north_is_first ? north_child : strip,
                          north_is_first ? strip : north_child);
    builder_.set_children(south_cut, south_is_first ? south_child : north_cut,
                          south_is_first ? north_cut : south_child);
    return south_cut;
}

void Builder::join_bridges() {
    for (auto const& [line, ends] : bridge_ends_) {
        if (ends[0] >= 0 && ends[1] >= 0)
            builder_.plan().bridges.push_back({ends[0], ends[1], StreetClass::avenue});
    }
}

Plan Builder::build() {
    double const p = frame_.reach_p_m(), q = frame_.reach_q_m();
    river({{{-p, -q}, -1}, {{p, -q}, -1}, {{p, q}, -1}, {{-p, q}, -1}});
    join_bridges();
    return std::move(builder_.plan());
}

} // namespace

Plan make_plan(TownOptions const& options, Frame const& frame, Terrain const& terrain,
               Urbanity const& urbanity) {
    return Builder(options, frame, terrain, urbanity).build();
}

} // namespace jumelle::town
