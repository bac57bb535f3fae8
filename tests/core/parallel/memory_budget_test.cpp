#include "core/parallel/memory_budget.hpp"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace jumelle {
namespace {

namespace fs = std::filesystem;

TEST(AvailableMemory, is_read_from_what_the_system_tells) {
    EXPECT_EQ(memory_available_of("MemTotal:  8000 kB\nMemAvailable:    2048 kB\n"), 2048.0 * 1024.0);
    EXPECT_EQ(memory_available_of("MemTotal:  8000 kB\n"), std::nullopt);
    ASSERT_TRUE(available_memory().has_value());
    EXPECT_GT(*available_memory(), 1e6);
}

TEST(AvailableMemory, is_what_the_tightest_control_group_leaves) {
    std::string name = (fs::temp_directory_path() / "jumelle_groups_XXXXXX").string();
    fs::path const mount = mkdtemp(name.data());
    fs::create_directories(mount / "slurm" / "job1");
    EXPECT_EQ(memory_of_control_group(mount, "/slurm/job1"), std::nullopt);
    std::ofstream(mount / "slurm" / "memory.max") << "max\n";
    EXPECT_EQ(memory_of_control_group(mount, "/slurm/job1"), std::nullopt);
    std::ofstream(mount / "slurm" / "job1" / "memory.max") << "4000000\n";
    std::ofstream(mount / "slurm" / "job1" / "memory.current") << "1000000\n";
    EXPECT_EQ(memory_of_control_group(mount, "/slurm/job1"), 3e6);
    std::ofstream(mount / "slurm" / "memory.max") << "2000000\n";
    EXPECT_EQ(memory_of_control_group(mount, "/slurm/job1"), 2e6);
    fs::remove_all(mount);
}

TEST(MemoryBudget, lets_no_more_begin_than_it_has_room_for) {
    MemoryBudget budget(10.0);
    std::atomic<int> at_once = 0, most = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            MemoryBudget::Share const share(budget, 4.0);
            int const now = ++at_once;
            int before = most;
            while (before < now && !most.compare_exchange_weak(before, now)) {
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            --at_once;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(most, 2);
    EXPECT_EQ(budget.most_taken(), 8.0);
}

TEST(MemoryBudget, lets_what_is_too_large_begin_alone) {
    MemoryBudget budget(10.0);
    std::atomic<bool> large_began = false;
    auto small = std::make_unique<MemoryBudget::Share>(budget, 1.0);
    std::thread large([&] {
        MemoryBudget::Share const share(budget, 50.0);
        large_began = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE(large_began);
    small.reset();
    large.join();
    EXPECT_TRUE(large_began);
}

} // namespace
} // namespace jumelle
