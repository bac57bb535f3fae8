#pragma once

#include <vector>

#include "core/territory/field_catalog.hpp"
#include "io/raster/raster_reader.hpp"

namespace jumelle {

/// One layer of a field, and all that painting it needs.
struct PaintTask {
    Grid const& grid;
    CatalogField const& field;
    FieldLayer const& layer;
    UnitConversion const& convert;
};

/// Paints a layer over `cells`; cells that the layer does not reach stay as they are.
/// @returns one record for each file that was read
/// @throws InputError
std::vector<InputRecord> paint_layer(PaintTask const& task, Array2D<double>& cells);

/// Cells that a polyline touches, each once for each segment that touches it.
std::vector<Cell> cells_touched(std::vector<Point> const& line, Grid const& grid);

} // namespace jumelle
