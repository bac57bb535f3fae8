#include "core/parallel/thread_budget.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sched.h>
#include <thread>
#include <unistd.h>

namespace jumelle {
namespace {

TEST(CpuMax, grants_quota_over_period_rounded_up) {
    EXPECT_EQ(cores_of_cpu_max("200000 100000\n"), 2);
    EXPECT_EQ(cores_of_cpu_max("150000 100000"), 2);
    EXPECT_EQ(cores_of_cpu_max("50000 100000"), 1);
    EXPECT_EQ(cores_of_cpu_max("800000 50000"), 16);
}

TEST(CpuMax, without_limit_grants_any) {
    EXPECT_EQ(cores_of_cpu_max("max 100000\n"), std::nullopt);
}

TEST(CpuMax, that_cannot_be_read_sets_no_limit) {
    for (auto const* text : {"", "200000", "200000 ", "200000 x", "0 100000", "200000 0", "-5 100000"}) {
        EXPECT_EQ(cores_of_cpu_max(text), std::nullopt) << text;
    }
}

TEST(ControlGroup, is_the_version_2_line) {
    EXPECT_EQ(control_group_of("0::/user.slice/job1\n"), "/user.slice/job1");
    EXPECT_EQ(control_group_of("12:cpuset:/a\n3:cpu,cpuacct:/b\n0::/c\n"), "/c");
    EXPECT_EQ(control_group_of("0::/"), "/");
}

TEST(ControlGroup, is_empty_where_only_version_1_is_there) {
    EXPECT_EQ(control_group_of("3:cpu,cpuacct:/b\n"), "");
    EXPECT_EQ(control_group_of(""), "");
}

/// A made-up tree of control groups in a temporary folder.
class ControlGroupTree : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directories(mount_ / "slice/job"); }
    void TearDown() override { std::filesystem::remove_all(mount_); }
    void limit(char const* group, char const* text) { std::ofstream(mount_ / group / "cpu.max") << text; }

    std::filesystem::path const mount_ =
        std::filesystem::temp_directory_path() / ("jumelle_cgroup_" + std::to_string(getpid()));
};

TEST_F(ControlGroupTree, without_files_sets_no_limit) {
    EXPECT_EQ(cores_of_control_group(mount_, "/slice/job"), std::nullopt);
    EXPECT_EQ(cores_of_control_group(mount_ / "missing", "/slice"), std::nullopt);
}

TEST_F(ControlGroupTree, limit_of_a_parent_holds_for_its_children) {
    limit("slice", "300000 100000");
    limit("slice/job", "max 100000");
    EXPECT_EQ(cores_of_control_group(mount_, "/slice/job"), 3);
}

TEST_F(ControlGroupTree, smallest_limit_on_the_way_up_counts) {
    limit("slice", "300000 100000");
    limit("slice/job", "200000 100000");
    limit(".", "800000 100000");
    EXPECT_EQ(cores_of_control_group(mount_, "/slice/job"), 2);
    EXPECT_EQ(cores_of_control_group(mount_, "/slice"), 3);
    EXPECT_EQ(cores_of_control_group(mount_, "/"), 8);
}

TEST(AvailableCores, are_at_least_one_and_no_more_than_the_machine_has) {
    EXPECT_GE(available_cores(), 1);
    EXPECT_LE(available_cores(), sysconf(_SC_NPROCESSORS_CONF));
}

TEST(AvailableCores, of_a_thread_bound_to_one_core_are_one) {
    int seen = 0;
    std::thread([&] {
        cpu_set_t mask;
        CPU_ZERO(&mask);
        CPU_SET(sched_getcpu(), &mask);
        ASSERT_EQ(sched_setaffinity(0, sizeof(mask), &mask), 0);
        seen = available_cores();
    }).join();
    EXPECT_EQ(seen, 1);
}

TEST(SplitCores, gives_many_tasks_one_thread_each) {
    auto const split = split_cores(16, 1000);
    EXPECT_EQ(split.tasks_at_once, 16);
    EXPECT_EQ(split.threads_per_task, 1);
}

TEST(SplitCores, gives_one_task_all_cores) {
    auto const split = split_cores(16, 1);
    EXPECT_EQ(split.tasks_at_once, 1);
    EXPECT_EQ(split.threads_per_task, 16);
}

TEST(SplitCores, shares_cores_evenly_between_few_tasks) {
    auto const split = split_cores(16, 3);
    EXPECT_EQ(split.tasks_at_once, 3);
    EXPECT_EQ(split.threads_per_task, 5);
}

TEST(SplitCores, keeps_the_threads_that_were_asked_for) {
    auto const split = split_cores(16, 100, 4);
    EXPECT_EQ(split.tasks_at_once, 4);
    EXPECT_EQ(split.threads_per_task, 4);
}

TEST(SplitCores, cuts_more_threads_than_cores) {
    auto const split = split_cores(4, 100, 64);
    EXPECT_EQ(split.tasks_at_once, 1);
    EXPECT_EQ(split.threads_per_task, 4);
}

TEST(SplitCores, never_uses_more_threads_than_cores_and_never_none) {
    for (int cores = 1; cores <= 12; ++cores) {
        for (Index tasks = 0; tasks <= 15; ++tasks) {
            for (int wanted = 0; wanted <= 14; ++wanted) {
                auto const split = split_cores(cores, tasks, wanted);
                ASSERT_GE(split.tasks_at_once, 1);
                ASSERT_GE(split.threads_per_task, 1);
                ASSERT_LE(split.tasks_at_once * split.threads_per_task, cores);
            }
        }
    }
}

TEST(ThreadBudget, names_cores_by_ranges) {
    EXPECT_EQ(ranges_text({0, 1, 2, 3, 8, 10, 11}), "0-3,8,10-11");
    EXPECT_EQ(ranges_text({5}), "5");
    EXPECT_EQ(ranges_text({}), "");
    EXPECT_FALSE(cores_text().empty());
}

} // namespace
} // namespace jumelle
