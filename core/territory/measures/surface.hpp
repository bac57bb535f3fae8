#pragma once

#include <functional>
#include <string>

#include "core/territory/measures/record.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Where the numbers of one field are changed: on the fine terrain where the field lies on it, else on the
/// grid.
class Surface {
  public:
    /// @throws InputError where the territory has no such field and the catalog no default for it
    Surface(Territory& territory, std::string const& field);

    Grid const& grid() const;
    Array2D<double>& cells() { return field_->cells; }
    /// Replaces the numbers of cells; cells without a value keep none. Earth is counted for `elevation`.
    void change(std::vector<Cell> const& cells, std::function<double(Cell, double)> const& now,
                MeasureRecord& record);
    /// Brings the grid's numbers in line with the fine ones.
    void finish();

  private:
    Territory& territory_;
    std::string name_;
    bool is_fine_;
    Field* field_;
};

/// Whether a territory has a field, on its grid or on its fine terrain.
bool has_field(Territory const& territory, std::string const& field);

} // namespace jumelle
