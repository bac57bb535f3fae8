#include "models/flood/activity.hpp"

#include <algorithm>

namespace jumelle::flood {

Activity::Activity(Index rows, Index columns)
    : rows_(rows),
      columns_(columns),
      segments_((columns + segment_columns - 1) / segment_columns),
      wet_(rows, segments_, std::uint8_t{0}),
      active_(rows, segments_, std::uint8_t{0}) {}

Span Activity::columns_of(Index segment) const {
    return {segment * segment_columns, std::min((segment + 1) * segment_columns, columns_)};
}

void Activity::update_row(Index row) {
    for (Index segment = 0; segment < segments_; ++segment) {
        std::uint8_t any = 0;
        for (Index r = std::max<Index>(row - 1, 0); r <= std::min(row + 1, rows_ - 1); ++r) {
            for (Index s = std::max<Index>(segment - 1, 0); s <= std::min(segment + 1, segments_ - 1); ++s) {
                any |= wet_(r, s);
            }
        }
        active_(row, segment) = any;
    }
}

void Activity::activate_row(Index row) {
    for (Index segment = 0; segment < segments_; ++segment) active_(row, segment) = 1;
}

Index Activity::active_cells(Index row) const {
    Index cells = 0;
    for (Index segment = 0; segment < segments_; ++segment) {
        Span const span = columns_of(segment);
        cells += active_(row, segment) != 0 ? span.end - span.begin : 0;
    }
    return cells;
}

void Activity::spans_of_rows(Index from, Index to, std::vector<Span>& spans) const {
    spans.clear();
    for (Index segment = 0; segment < segments_; ++segment) {
        std::uint8_t any = 0;
        for (Index row = from; row <= to; ++row) any |= active_(clamped(row), segment);
        if (any == 0) continue;
        Span const span = columns_of(segment);
        if (!spans.empty() && spans.back().end == span.begin) {
            spans.back().end = span.end;
        } else {
            spans.push_back(span);
        }
    }
}

} // namespace jumelle::flood
