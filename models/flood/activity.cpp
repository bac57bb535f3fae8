#include "models/flood/activity.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace jumelle::flood {

namespace {

/// @pre `span` begins at or after the begin of the last one
void append(std::vector<Span>& spans, Span span) {
    if (!spans.empty() && spans.back().end >= span.begin) {
        spans.back().end = std::max(spans.back().end, span.end);
    } else {
        spans.push_back(span);
    }
}

/// Adds the columns that lie in `now` and not in `before`.
void add_difference(std::vector<Span> const& now, std::vector<Span> const& before, std::vector<Span>& added) {
    for (Span const span : now) {
        Index begin = span.begin;
        for (Span const old : before) {
            if (old.end <= begin || old.begin >= span.end) continue;
            if (old.begin > begin) added.push_back({begin, old.begin});
            begin = old.end;
        }
        if (begin < span.end) added.push_back({begin, span.end});
    }
}

} // namespace

Activity::Activity(Index rows, Index columns)
    : rows_(rows),
      columns_(columns),
      segments_((columns + segment_columns - 1) / segment_columns),
      marks_(rows, segments_, std::uint8_t{0}),
      wet_rows_(static_cast<std::size_t>(rows), 0),
      spans_(static_cast<std::size_t>(rows)),
      before_(static_cast<std::size_t>(rows)),
      woken_(static_cast<std::size_t>(rows)) {}

/// What was active before, and what woke, is found anew by each step.
void Activity::archive_state(StateArchive& archive) {
    archive("marks", marks_);
    archive("wet_rows", wet_rows_);
    archive("spans", spans_);
}

void Activity::gather(GridShare const& share) {
    share.gather(marks_);
    share.gather(wet_rows_);
    share.gather(spans_);
}

Span Activity::columns_of(Index segment) const {
    return {segment * segment_columns, std::min((segment + 1) * segment_columns, columns_)};
}

void Activity::set_wet_cell(Index row, Index column) {
    Index const segment = column / segment_columns;
    Span const span = columns_of(segment);
    int const begin = column == span.begin ? wet_at_begin : dry,
              end = column + 1 == span.end ? wet_at_end : dry;
    set_marks(row, segment, marks_(row, segment) | wet | begin | end);
    wet_rows_[static_cast<std::size_t>(row)] = 1;
}

void Activity::find_row_wet(Index row) {
    std::uint8_t const* const marks = marks_.row(row);
    bool const any = std::any_of(marks, marks + segments_, [](std::uint8_t mark) { return mark != dry; });
    wet_rows_[static_cast<std::size_t>(row)] = any ? 1 : 0;
}

bool Activity::any_wet(Index row) const {
    std::uint8_t any = 0;
    for (Index r = std::max<Index>(row - 1, 0); r <= std::min(row + 1, rows_ - 1); ++r) {
        any |= wet_rows_[static_cast<std::size_t>(r)];
    }
    return any != 0;
}

/// Segments with water in the row or the two beside it, and the neighbours that it may flow to. Eight marks
/// are looked at together: most of them are dry.
void Activity::find_spans(Index row, std::vector<Span>& spans) const {
    constexpr Index together = sizeof(std::uint64_t);
    for (Index first = 0; first < segments_; first += together) {
        std::array<std::uint8_t, sizeof(std::uint64_t)> marks{};
        std::uint64_t any = 0;
        for (Index r = std::max<Index>(row - 1, 0); r <= std::min(row + 1, rows_ - 1); ++r) {
            std::uint64_t word = 0;
            std::memcpy(&word, marks_.row(r) + first, sizeof word); // rows are padded to whole cache lines
            any |= word;
        }
        if (any == 0) continue;
        std::memcpy(marks.data(), &any, sizeof any);
        for (Index k = 0; k < together; ++k) {
            int const mark = marks[static_cast<std::size_t>(k)];
            if (mark == dry) continue;
            Index const from = std::max<Index>(first + k - ((mark & wet_at_begin) != 0 ? 1 : 0), 0);
            Index const to = std::min(first + k + ((mark & wet_at_end) != 0 ? 1 : 0), segments_ - 1);
            append(spans, {columns_of(from).begin, columns_of(to).end});
        }
    }
}

void Activity::update_row(Index row) {
    auto const r = static_cast<std::size_t>(row);
    woken_[r].clear();
    bool const near = any_wet(row);
    if (!near && spans_[r].empty()) return;
    before_[r].swap(spans_[r]);
    spans_[r].clear();
    if (near) find_spans(row, spans_[r]);
    add_difference(spans_[r], before_[r], woken_[r]);
}

void Activity::activate_row(Index row) {
    auto const r = static_cast<std::size_t>(row);
    woken_[r].clear();
    before_[r].swap(spans_[r]);
    spans_[r].assign(1, {0, columns_});
    add_difference(spans_[r], before_[r], woken_[r]);
}

void Activity::narrow(Index row, FunctionRef<Use(Index segment)> use) {
    auto const r = static_cast<std::size_t>(row);
    auto& found = before_[r]; // what was active before is not needed here
    found.swap(spans_[r]);
    spans_[r].clear();
    auto span = found.begin();
    for (Index segment = 0; segment < segments_; ++segment) {
        Span const columns = columns_of(segment);
        while (span != found.end() && span->end <= columns.begin) ++span;
        bool const is_found = span != found.end() && span->begin <= columns.begin;
        Use const used = use(segment);
        if (used == Use::worked_on || (used == Use::as_found && is_found)) append(spans_[r], columns);
    }
}

Index Activity::active_cells(Index row) const {
    Index cells = 0;
    for (Span const span : spans(row)) cells += span.end - span.begin;
    return cells;
}

bool Activity::any_active(Index from, Index to) const {
    bool any = false;
    for (Index row = clamped(from); row <= clamped(to); ++row) any |= is_active(row);
    return any;
}

void Activity::spans_of_rows(Index from, Index to, std::vector<Span>& merged) const {
    merged.clear();
    for (Index row = clamped(from); row <= clamped(to); ++row) {
        merged.insert(merged.end(), spans(row).begin(), spans(row).end());
    }
    if (clamped(from) == clamped(to) || merged.size() < 2) return;
    std::sort(merged.begin(), merged.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::size_t last = 0;
    for (Span const span : merged) {
        if (span.begin <= merged[last].end) {
            merged[last].end = std::max(merged[last].end, span.end);
        } else {
            merged[++last] = span;
        }
    }
    merged.resize(last + 1);
}

} // namespace jumelle::flood
