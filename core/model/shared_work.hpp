#pragma once

#include <any>
#include <list>
#include <memory>
#include <mutex>
#include <typeindex>
#include <utility>

#include "core/base/function_ref.hpp"

namespace jumelle {

/// Long calculations of which runs of one process need the same, each by the question that it answers. An
/// answer must follow from its question alone; then the numbers of a run do not depend on which runs were
/// before it, or are beside it. Keeps the last few, so that memory is bounded. Several threads may ask.
class SharedWork {
  public:
    static constexpr std::size_t usual_kept = 4;
    /// @pre kept >= 1
    explicit SharedWork(std::size_t kept = usual_kept) : kept_(kept) {}

    /// The answer to an equal question that was asked before, else what `make` gives. Who asks while another
    /// makes it waits for it.
    /// @throws what `make` throws; who asks next tries again
    template <class Answer, class Question>
    std::shared_ptr<Answer const> answer(Question const& question, FunctionRef<Answer()> make) {
        auto const is_equal = [&](std::any const& other) {
            return *std::any_cast<Question>(&other) == question;
        };
        auto const entry =
            entry_of(typeid(std::pair<Answer, Question>), is_equal, [&] { return std::any(question); });
        std::lock_guard const turn(entry->turn);
        if (!entry->answer) {
            entry->answer = std::make_shared<Answer const>(make());
            note_made();
        }
        return std::static_pointer_cast<Answer const>(entry->answer);
    }

    /// How often an answer was made, and not found.
    std::size_t made() const;

  private:
    struct Entry {
        std::type_index type = typeid(void); ///< of answer and question
        std::any question;
        std::mutex turn; ///< of making the answer
        std::shared_ptr<void const> answer;
    };
    std::shared_ptr<Entry> entry_of(std::type_index type, FunctionRef<bool(std::any const&)> is_equal,
                                    FunctionRef<std::any()> question);
    void note_made();

    std::size_t const kept_;
    mutable std::mutex turn_;
    std::list<std::shared_ptr<Entry>> entries_; ///< the last used first
    std::size_t made_ = 0;
};

} // namespace jumelle
