#include "core/territory/fine_terrain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

#include "core/parallel/loops.hpp"
#include "core/territory/field_catalog.hpp"

namespace jumelle {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double sum(std::vector<double> const& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

double mean(std::vector<double> const& numbers) {
    return sum(numbers) / static_cast<double>(numbers.size());
}

double most_frequent(std::vector<double> const& classes) {
    std::map<double, Index> counts;
    for (double const code : classes) ++counts[code];
    auto const less = [](auto const& a, auto const& b) { return a.second < b.second; };
    return std::max_element(counts.begin(), counts.end(), less)->first;
}

double height_of_half(std::vector<double> const& heights) {
    std::vector<double> built;
    std::copy_if(heights.begin(), heights.end(), std::back_inserter(built),
                 [](double height) { return height > 0.0; });
    return 2 * built.size() >= heights.size() && !built.empty() ? mean(built) : 0.0;
}

using Summary = double (*)(std::vector<double> const&);

Summary summary_of(Field const& field) {
    if (field.info.name == "building_height") return &height_of_half;
    CatalogField const* const known = find_catalog_field(field.info.name);
    if (known == nullptr) return &mean;
    return known->categorical ? &most_frequent : (known->count ? &sum : &mean);
}

} // namespace

bool lies_on_fine_terrain(std::string const& field) {
    for (char const* name :
         {"elevation", "building_height", "manning", "land_cover", "initial_depth", "roof_storage"}) {
        if (field == name) return true;
    }
    return false;
}

Grid finer_grid(Grid const& grid, Index ratio) {
    JUMELLE_EXPECTS(ratio >= 1);
    Grid fine = grid;
    fine.rows *= ratio;
    fine.columns *= ratio;
    fine.cell_m /= static_cast<double>(ratio);
    return fine;
}

Grid coarser_grid(Grid const& grid, Index ratio) {
    JUMELLE_EXPECTS(ratio >= 1 && grid.rows % ratio == 0 && grid.columns % ratio == 0);
    Grid coarse = grid;
    coarse.rows /= ratio;
    coarse.columns /= ratio;
    coarse.cell_m *= static_cast<double>(ratio);
    return coarse;
}

Field coarsened(Field const& fine, Index ratio) {
    JUMELLE_EXPECTS(fine.cells.rows() % ratio == 0 && fine.cells.columns() % ratio == 0);
    Summary const summary = summary_of(fine);
    Field coarse{fine.info, {fine.cells.rows() / ratio, fine.cells.columns() / ratio}, {}};
    for_rows(coarse.cells.rows(), [&](Index r) {
        std::vector<double> numbers;
        for (Index c = 0; c < coarse.cells.columns(); ++c) {
            numbers.clear();
            for (Index y = r * ratio; y < (r + 1) * ratio; ++y) {
                double const* const row = fine.cells.row(y) + c * ratio;
                std::copy_if(row, row + ratio, std::back_inserter(numbers),
                             [](double number) { return !std::isnan(number); });
            }
            coarse.cells(r, c) = numbers.empty() ? nothing : summary(numbers);
        }
    });
    return coarse;
}

} // namespace jumelle
