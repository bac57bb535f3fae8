#pragma once

#include <exception>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/base/view.hpp"

namespace jumelle {

/// Carries exceptions out of a parallel loop, where letting one escape would end the program. Each slot is
/// written by one thread only.
class ErrorCollector {
  public:
    explicit ErrorCollector(Index slots);
    /// Runs `work` and keeps what it throws in `slot`. @pre 0 <= slot < slots, one thread per slot
    void guard(Index slot, FunctionRef<void()> work) noexcept;
    /// @throws the exception of the lowest slot that has one: the same error for any timing of the threads
    void rethrow_first() const;
    /// What each slot holds, null where nothing was thrown.
    std::vector<std::exception_ptr> const& errors() const { return errors_; }

  private:
    std::vector<std::exception_ptr> errors_;
};

} // namespace jumelle
