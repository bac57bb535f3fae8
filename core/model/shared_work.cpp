#include "core/model/shared_work.hpp"

#include <algorithm>

namespace jumelle {

std::shared_ptr<SharedWork::Entry> SharedWork::entry_of(std::type_index type,
                                                        FunctionRef<bool(std::any const&)> is_equal,
                                                        FunctionRef<std::any()> question) {
    std::lock_guard const turn(turn_);
    auto found = std::find_if(entries_.begin(), entries_.end(), [&](auto const& entry) {
        return entry->type == type && is_equal(entry->question);
    });
    if (found == entries_.end()) {
        entries_.push_front(std::make_shared<Entry>());
        entries_.front()->type = type;
        entries_.front()->question = question();
        found = entries_.begin();
        if (entries_.size() > kept_) entries_.pop_back();
    }
    entries_.splice(entries_.begin(), entries_, found);
    return entries_.front();
}

void SharedWork::note_made() {
    std::lock_guard const count(turn_);
    ++made_;
}

std::size_t SharedWork::made() const {
    std::lock_guard const turn(turn_);
    return made_;
}

} // namespace jumelle
