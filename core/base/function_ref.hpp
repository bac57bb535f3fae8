#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace jumelle {

template <class Signature>
class FunctionRef;

/// A callable that somebody else keeps alive: as light as a pointer, no allocation. For parameters only.
template <class Result, class... Args>
class FunctionRef<Result(Args...)> {
  public:
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef> &&
             std::is_invocable_r_v<Result, F&, Args...>)
        FunctionRef(F&& callable) // implicit on purpose: lambdas are passed as they are
        : object_(const_cast<void*>(static_cast<void const*>(std::addressof(callable)))),
          call_([](void* object, Args... args) -> Result {
              return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<Args>(args)...);
          }) {}

    Result operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

  private:
    void* object_;
    Result (*call_)(void*, Args...);
};

} // namespace jumelle
