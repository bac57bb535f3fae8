#include "core/base/function_ref.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace jumelle {
namespace {

int twice(FunctionRef<int(int)> f, int x) {
    return f(f(x));
}

int plus_one(int x) {
    return x + 1;
}

struct Counter {
    int calls = 0;
    void operator()() { ++calls; }
};

TEST(FunctionRef, calls_a_lambda_with_captures) {
    int const step = 10;
    EXPECT_EQ(twice([&](int x) { return x + step; }, 1), 21);
}

TEST(FunctionRef, calls_a_plain_function) {
    EXPECT_EQ(twice(plus_one, 1), 3);
}

TEST(FunctionRef, changes_the_object_that_it_refers_to_not_a_copy) {
    Counter counter;
    FunctionRef<void()> const f = counter;
    f();
    f();
    EXPECT_EQ(counter.calls, 2);
}

TEST(FunctionRef, copy_refers_to_the_same_object) {
    Counter counter;
    FunctionRef<void()> const f = counter;
    FunctionRef<void()> const g = f;
    g();
    EXPECT_EQ(counter.calls, 1);
}

TEST(FunctionRef, passes_arguments_that_can_only_be_moved) {
    auto take = [](std::unique_ptr<int> p) { return *p; };
    FunctionRef<int(std::unique_ptr<int>)> const f = take;
    EXPECT_EQ(f(std::make_unique<int>(7)), 7);
}

TEST(FunctionRef, passes_references_through) {
    std::string text = "a";
    auto append = [](std::string& s) { s += "b"; };
    FunctionRef<void(std::string&)>{append}(text);
    EXPECT_EQ(text, "ab");
}

TEST(FunctionRef, lets_exceptions_through) {
    auto fail = [] { throw 3; };
    FunctionRef<void()> const f = fail;
    EXPECT_THROW(f(), int);
}

} // namespace
} // namespace jumelle
