#pragma once

#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/sum.hpp"
#include "core/base/time.hpp"
#include "core/parallel/grid_share.hpp"
#include "core/territory/section.hpp"
#include "core/territory/series_info.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Volumes that pass single faces, added up step by step from the mass fluxes that change the depths. Each
/// face belongs to one row of cells; different rows may be added at the same time.
class CountedFaces {
  public:
    CountedFaces() = default;
    /// @pre all faces lie in the grid; a face may be given more than once
    CountedFaces(std::vector<GridFace> const& faces, Index rows, Index columns);

    bool empty() const { return faces_.empty(); }

    /// Adds flux × `step_sm` [s·m], the length of the row's step times that of a face. Faces beside `spans`
    /// have only dry cells around them.
    template <class T>
    void add_row(Index row, RowMasses<T> const& mass, std::span<Span const> spans, double step_sm);

    /// What passed the face at this position of the list so far, eastward or southward [m³].
    double volume_m3(std::size_t position) const { return faces_[place_[position]].volume_m3.value(); }
    void archive_state(StateArchive& archive) { archive("faces", faces_); }
    /// Where ranks share the grid: puts together what each has counted at its rows.
    void gather(GridShare const& share);

  private:
    enum class Where { west, north, south };
    struct Counted {
        Index row = 0, column = 0;
        Where where = Where::west;
        CompensatedSum volume_m3;
    };
    std::vector<Counted> faces_;     ///< sorted by row
    std::vector<std::size_t> begin_; ///< first face of each row, and the end
    Index columns_;
    std::vector<std::size_t> place_; ///< of each face of the list in `faces_`
};

/// Discharge and volume through the sections of a run.
class FlowSections {
  public:
    FlowSections() = default;
    FlowSections(std::vector<Section> sections, Grid const& grid);

    CountedFaces& faces() { return faces_; }
    /// `discharge`, the mean since the last reading, and `volume`, since the start, of each section.
    std::vector<SeriesInfo> series() const;
    /// Appends the values of `series`; the first discharge is not a number.
    void read(Duration now, std::vector<double>& values);
    void archive_state(StateArchive& archive) {
        archive("volumes", faces_);
        archive("last_volumes", last_m3_);
        archive("last_time", last_time_);
    }

  private:
    std::vector<Section> sections_;
    CountedFaces faces_;
    std::vector<double> last_m3_;
    Duration last_time_;
};

} // namespace jumelle::flood
