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
        : target_(target_of(callable)), call_([](Target target, Args... args) -> Result {
              using Callable = std::remove_reference_t<F>;
              if constexpr (std::is_function_v<Callable>) {
                  return reinterpret_cast<Callable*>(target.function)(std::forward<Args>(args)...);
              } else {
                  return (*static_cast<Callable*>(target.object))(std::forward<Args>(args)...);
              }
          }) {}

    Result operator()(Args... args) const { return call_(target_, std::forward<Args>(args)...); }

  private:
    /// A pointer to a function may not be kept as a pointer to an object.
    union Target {
        void* object;
        void (*function)();
    };
    template <class F>
    static Target target_of(F& callable) {
        Target target;
        if constexpr (std::is_function_v<F>) {
            target.function = reinterpret_cast<void (*)()>(std::addressof(callable));
        } else {
            target.object = const_cast<void*>(static_cast<void const*>(std::addressof(callable)));
        }
        return target;
    }

    Target target_;
    Result (*call_)(Target, Args...);
};

} // namespace jumelle
