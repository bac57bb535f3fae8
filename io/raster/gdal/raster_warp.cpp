#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <gdal_alg.h>
#include <gdalwarper.h>
#include <limits>
#include <span>

#include "io/raster/gdal/raster_file.hpp"

namespace jumelle {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Where the cells of a grid lie among the pixels of a file that has the same cells.
struct Window {
    Index first_column = 0, first_row = 0; ///< of the grid's cell (0, 0), in the file
};

[[noreturn]] void fail_reading(RasterFile const& file, GdalErrors const& errors) {
    throw GisTrouble(fmt::format("{} cannot be read to its end{}", file.name, errors.told()),
                     "the file may be cut off; get it again");
}

/// The pixel coordinates (column, row) of a point of the territory.
std::optional<Point> pixel_at(Point point, Transformation const& to_file, std::array<double, 6> const& back) {
    auto const seen = to_file(point);
    if (!seen) return std::nullopt;
    return Point{back[0] + seen->x_m * back[1] + seen->y_m * back[2],
                 back[3] + seen->x_m * back[4] + seen->y_m * back[5]};
}

/// Nothing unless the centre of every cell of the grid is the centre of a pixel.
std::optional<Window> coinciding_cells(RasterFile const& file, Grid const& grid,
                                       Transformation const& to_file) {
    std::array<double, 6> back{};
    std::array<double, 6> there = file.transform;
    if (GDALInvGeoTransform(there.data(), back.data()) == FALSE) return std::nullopt;
    constexpr double tolerance = 0.01; // of a pixel: no number would differ visibly
    std::optional<Window> window;
    for (Index const row : {Index{0}, grid.rows / 2, grid.rows - 1}) {
        for (Index const column : {Index{0}, grid.columns / 2, grid.columns - 1}) {
            auto const pixel = pixel_at(grid.centre({row, column}), to_file, back);
            if (!pixel) return std::nullopt;
            double const first_column = pixel->x_m - 0.5 - static_cast<double>(column);
            double const first_row = pixel->y_m - 0.5 - static_cast<double>(row);
            if (!window) {
                constexpr double most = 1e12; // beyond, rounding to an integer would mean nothing
                if (std::abs(first_column) > most || std::abs(first_row) > most) return std::nullopt;
                window = Window{std::llround(first_column), std::llround(first_row)};
            }
            bool const here =
                std::abs(first_column - static_cast<double>(window->first_column)) < tolerance &&
                std::abs(first_row - static_cast<double>(window->first_row)) < tolerance;
            if (!here) return std::nullopt;
        }
    }
    return window;
}

/// Copies the part of the file that the grid covers; its mask says which numbers count.
void copy_cells(RasterFile& file, Window const& window, View2D<double> cells, GdalErrors const& errors) {
    Index const column = std::max<Index>(0, -window.first_column);
    Index const row = std::max<Index>(0, -window.first_row);
    Index const end_column = std::min(cells.columns(), file.columns() - window.first_column);
    Index const end_row = std::min(cells.rows(), file.rows() - window.first_row);
    if (column >= end_column || row >= end_row) return;
    int const width = static_cast<int>(end_column - column);
    std::vector<GByte> valid(static_cast<std::size_t>(width));
    GDALRasterBand* const mask = file.band->GetMaskBand();
    for (Index r = row; r < end_row; ++r) {
        int const x = static_cast<int>(window.first_column + column);
        int const y = static_cast<int>(window.first_row + r);
        double* const line = cells.row(r) + column;
        bool const read = file.band->RasterIO(GF_Read, x, y, width, 1, line, width, 1, GDT_Float64, 0, 0,
                                              nullptr) == CE_None &&
                          mask->RasterIO(GF_Read, x, y, width, 1, valid.data(), width, 1, GDT_Byte, 0, 0,
                                         nullptr) == CE_None;
        if (!read) fail_reading(file, errors);
        for (int c = 0; c < width; ++c) {
            if (valid[static_cast<std::size_t>(c)] == 0) line[c] = nothing;
        }
    }
}

/// A raster in memory whose pixels are the cells of the grid.
GDALDatasetUniquePtr dataset_over(Grid const& grid, View2D<double> cells,
                                  OGRSpatialReference const& reference) {
    GDALDriver* const memory = GetGDALDriverManager()->GetDriverByName("MEM");
    GDALDatasetUniquePtr data(memory->Create("", static_cast<int>(grid.columns), static_cast<int>(grid.rows),
                                             0, GDT_Float64, nullptr));
    if (!data) throw GisTrouble("there is no memory for the grid");
    double transform[6] = {grid.west_m, grid.cell_m, 0.0, grid.north_m, 0.0, -grid.cell_m};
    data->SetGeoTransform(transform);
    data->SetSpatialRef(&reference);
    char pointer[32] = {};
    int const length = CPLPrintPointer(pointer, cells.data(), sizeof(pointer) - 1);
    pointer[length] = '\0';
    CPLStringList options;
    options.SetNameValue("DATAPOINTER", pointer);
    options.SetNameValue("LINEOFFSET",
                         fmt::format("{}", cells.row_stride() * static_cast<Index>(sizeof(double))).c_str());
    if (data->AddBand(GDT_Float64, options.List()) != CE_None)
        throw GisTrouble("there is no memory for the grid");
    data->GetRasterBand(1)->SetNoDataValue(nothing);
    return data;
}

GDALResampleAlg algorithm(Resampling resampling) {
    switch (resampling) {
    case Resampling::nearest:
        return GRA_NearestNeighbour;
    case Resampling::average:
        return GRA_Average;
    case Resampling::sum:
        return GRA_Sum;
    case Resampling::bilinear:
        break;
    }
    return GRA_Bilinear;
}

struct FreeTransformer {
    void operator()(void* transformer) const { GDALDestroyTransformer(transformer); }
};
struct FreeWarpOptions {
    void operator()(GDALWarpOptions* options) const { GDALDestroyWarpOptions(options); }
};
using Transformer = std::unique_ptr<void, FreeTransformer>;

/// From pixels of the grid to pixels of the file. Exact at both ends of a line and where in between a
/// straight line would be off by more than a thousandth of a pixel.
Transformer make_transformer(RasterFile const& file, GDALDataset& target, bool same_crs) {
    constexpr double tolerance_pixels = 1e-3;
    CPLStringList options;
    if (!same_crs) {
        char* wkt = nullptr;
        char const* const version[] = {"FORMAT=WKT2_2019", nullptr};
        file.reference.exportToWkt(&wkt, version);
        options.SetNameValue("SRC_SRS", wkt);
        CPLFree(wkt);
    } else {
        options.SetNameValue("SRC_SRS", "");
        options.SetNameValue("DST_SRS", "");
    }
    void* const exact = GDALCreateGenImgProjTransformer2(file.data.get(), &target, options.List());
    if (exact == nullptr) return nullptr;
    void* const fast = GDALCreateApproxTransformer(GDALGenImgProjTransform, exact, tolerance_pixels);
    GDALApproxTransformerOwnsSubtransformer(fast, TRUE);
    return Transformer(fast);
}

/// GDAL's own reader of masks, under the type that the warp options want.
// NOLINTNEXTLINE(readability-function-size): GDAL says how many parameters it has
int mask_of_file(void* file, int bands, GDALDataType type, int x, int y, int width, int height,
                 GByte** pixels, int as_float, void* mask) {
    return GDALWarpSrcMaskMasker(file, bands, type, x, y, width, height, pixels, as_float, mask);
}

using WarpOptions = std::unique_ptr<GDALWarpOptions, FreeWarpOptions>;

WarpOptions make_options(RasterFile const& file, GDALDataset& target, Resampling resampling) {
    WarpOptions options(GDALCreateWarpOptions());
    options->hSrcDS = file.data.get();
    options->hDstDS = &target;
    options->eResampleAlg = algorithm(resampling);
    options->eWorkingDataType = GDT_Float64;
    options->nBandCount = 1;
    options->panSrcBands = static_cast<int*>(CPLCalloc(1, sizeof(int)));
    options->panDstBands = static_cast<int*>(CPLCalloc(1, sizeof(int)));
    options->panSrcBands[0] = file.band->GetBand();
    options->panDstBands[0] = 1;
    int has_nodata = FALSE;
    double const nodata = file.band->GetNoDataValue(&has_nodata);
    if (has_nodata != FALSE) GDALWarpInitSrcNoDataReal(options.get(), nodata);
    GDALWarpInitDstNoDataReal(options.get(), nothing);
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "INIT_DEST", "NO_DATA");
    if (resampling == Resampling::bilinear) {
        // GDAL guesses from bounding boxes how much coarser the grid is, takes a turned raster for a finer
        // one and blurs it. Where the grid is coarser the caller averages.
        for (auto const* scale : {"XSCALE", "YSCALE"})
            options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, scale, "1");
    }
    if ((file.band->GetMaskFlags() & GMF_PER_DATASET) != 0) {
        options->pfnSrcDensityMaskFunc = mask_of_file;
        options->pSrcDensityMaskFuncArg = file.data.get();
    }
    return options;
}

void warp_cells(RasterFile& file, GDALDataset& target, WarpOptions options, Transformer transformer,
                GdalErrors const& errors) {
    if (!transformer) fail_reading(file, errors);
    options->pTransformerArg = transformer.get();
    options->pfnTransformer = GDALApproxTransform;
    GDALWarpOperation operation;
    bool const warped =
        operation.Initialize(options.get()) == CE_None &&
        operation.ChunkAndWarpImage(0, 0, target.GetRasterXSize(), target.GetRasterYSize()) == CE_None;
    if (!warped) fail_reading(file, errors);
}

} // namespace

RasterReading read_onto_grid(RasterFile& file, Grid const& grid, Resampling resampling, View2D<double> cells,
                             GdalErrors& errors) {
    OGRSpatialReference const reference = reference_of(grid.crs);
    Transformation const to_file(reference, file.reference);
    RasterReading reading;
    for (Index row = 0; row < cells.rows(); ++row) std::fill_n(cells.row(row), cells.columns(), nothing);
    if (auto const window = coinciding_cells(file, grid, to_file)) {
        copy_cells(file, *window, cells, errors);
        reading.copied = true;
    } else {
        if (resampling == Resampling::sum && file.offset != 0.0)
            throw GisTrouble(
                fmt::format("{} stores its numbers with an offset, so they cannot be added up", file.name));
        auto const target = dataset_over(grid, cells, reference);
        warp_cells(file, *target, make_options(file, *target, resampling),
                   make_transformer(file, *target, to_file.is_identity()), errors);
    }
    for (Index row = 0; row < cells.rows(); ++row) {
        for (double& number : std::span(cells.row(row), static_cast<std::size_t>(cells.columns()))) {
            number = file.scale * number + file.offset;
            if (!std::isnan(number)) ++reading.covered;
        }
    }
    return reading;
}

} // namespace jumelle
