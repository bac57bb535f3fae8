#include "models/traffic/kernels/tapas/schedule.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace jumelle::traffic {

namespace {

/// How far a set spreads: 1 for one cell, 2 for two or three, 3 for four to seven, and so on.
int width_of(CellSet cells) {
    return std::bit_width(static_cast<unsigned>(std::popcount(cells)));
}
constexpr int most_width = std::bit_width(static_cast<unsigned>(std::numeric_limits<CellSet>::digits));

/// Pairs that are worked through together, and the cells in which they lie.
struct Task {
    CellSet cells = 0;
    int width = 0;
    double work = 0.0; ///< links of its pairs
};

/// Sets of cells as they first occur, and which one each pair has.
struct Groups {
    std::vector<Task> task;
    std::vector<std::int32_t> of_pair;
};

Groups groups_of(PairTable const& pairs) {
    Groups groups;
    groups.of_pair.reserve(static_cast<std::size_t>(pairs.pairs()));
    std::unordered_map<CellSet, std::int32_t> number;
    for (std::int32_t p = 0; p < pairs.pairs(); ++p) {
        Pair const& pair = pairs[p];
        auto const [found, is_new] =
            number.try_emplace(pair.cells, static_cast<std::int32_t>(groups.task.size()));
        if (is_new) groups.task.push_back({pair.cells, width_of(pair.cells), 0.0});
        groups.task[static_cast<std::size_t>(found->second)].work += pair.length[0] + pair.length[1];
        groups.of_pair.push_back(found->second);
    }
    return groups;
}

/// Rounds of tasks that have no cell in common, each begun with the first that is left.
void append_rounds(std::vector<Task> const& tasks, std::vector<std::int32_t> left,
                   std::vector<std::int32_t>& ordered) {
    while (!left.empty()) {
        CellSet busy = 0;
        std::size_t kept = 0;
        for (std::int32_t const task : left) {
            CellSet const cells = tasks[static_cast<std::size_t>(task)].cells;
            if ((busy & cells) == 0) {
                busy |= cells;
                ordered.push_back(task);
            } else {
                left[kept++] = task;
            }
        }
        left.resize(kept);
    }
}

/// Numbers of tasks in the order of the sweep: the widest first, so that each place is balanced at last
/// within itself, and rounds of those that are about as wide, the longest first.
std::vector<std::int32_t> order_of(std::vector<Task> const& tasks) {
    std::vector<std::int32_t> all(tasks.size()), ordered;
    std::iota(all.begin(), all.end(), 0);
    auto const task = [&](std::int32_t number) -> Task const& {
        return tasks[static_cast<std::size_t>(number)];
    };
    std::stable_sort(all.begin(), all.end(), [&](std::int32_t a, std::int32_t b) {
        return std::pair(task(a).width, task(a).work) > std::pair(task(b).width, task(b).work);
    });
    for (auto first = all.begin(); first != all.end();) {
        auto const last = std::find_if(
            first, all.end(), [&](std::int32_t number) { return task(number).width < task(*first).width; });
        append_rounds(tasks, {first, last}, ordered);
        first = last;
    }
    return ordered;
}

/// Each waits for the last one before it in each of its cells.
Precedence turns_of(std::vector<CellSet> const& cells) {
    std::vector<std::int32_t> last(std::numeric_limits<CellSet>::digits, -1), before;
    std::vector<Wait> waits;
    for (std::size_t task = 0; task < cells.size(); ++task) {
        before.clear();
        for (CellSet left = cells[task]; left != 0; left &= left - 1) {
            std::int32_t& there = last[static_cast<std::size_t>(std::countr_zero(left))];
            if (there >= 0) before.push_back(there);
            there = static_cast<std::int32_t>(task);
        }
        std::sort(before.begin(), before.end());
        before.erase(std::unique(before.begin(), before.end()), before.end());
        for (std::int32_t const earlier : before) waits.push_back({earlier, static_cast<std::int32_t>(task)});
    }
    return precedence_of(static_cast<std::int32_t>(cells.size()), waits);
}

/// Pairs by task, in pair order.
void sort_pairs(std::vector<std::int32_t> const& task_of_pair, std::size_t tasks, PairSchedule& schedule) {
    schedule.task_begin.assign(tasks + 1, 0);
    for (std::int32_t const task : task_of_pair) ++schedule.task_begin[static_cast<std::size_t>(task) + 1];
    std::partial_sum(schedule.task_begin.begin(), schedule.task_begin.end(), schedule.task_begin.begin());
    schedule.pair.resize(task_of_pair.size());
    auto place = schedule.task_begin;
    for (std::size_t p = 0; p < task_of_pair.size(); ++p) {
        auto const task = static_cast<std::size_t>(task_of_pair[p]);
        schedule.pair[static_cast<std::size_t>(place[task]++)] = static_cast<std::int32_t>(p);
    }
}

/// The narrowest first.
PairSchedule in_one_task(PairTable const& pairs, double work) {
    PairSchedule schedule;
    std::array<std::vector<std::int32_t>, most_width + 1> of_width;
    for (std::int32_t p = 0; p < pairs.pairs(); ++p)
        of_width[static_cast<std::size_t>(width_of(pairs[p].cells))].push_back(p);
    schedule.pair.reserve(static_cast<std::size_t>(pairs.pairs()));
    for (auto const& some : of_width) schedule.pair.insert(schedule.pair.end(), some.begin(), some.end());
    schedule.task_begin = {0, pairs.pairs()};
    schedule.turns = precedence_of(1, {});
    schedule.work = work;
    return schedule;
}

} // namespace

PairSchedule schedule_of(PairTable const& pairs, double least_shared) {
    Groups groups = groups_of(pairs);
    PairSchedule schedule;
    for (Task const& task : groups.task) schedule.work += task.work;
    if (schedule.work < least_shared) return in_one_task(pairs, schedule.work);
    auto const ordered = order_of(groups.task);
    std::vector<std::int32_t> place(ordered.size());
    std::vector<CellSet> cells;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        place[static_cast<std::size_t>(ordered[i])] = static_cast<std::int32_t>(i);
        cells.push_back(groups.task[static_cast<std::size_t>(ordered[i])].cells);
    }
    for (std::int32_t& group : groups.of_pair) group = place[static_cast<std::size_t>(group)];
    sort_pairs(groups.of_pair, ordered.size(), schedule);
    schedule.turns = turns_of(cells);
    return schedule;
}

void for_tasks(PairSchedule const& schedule, FunctionRef<void(std::span<std::int32_t const>)> body) {
    for_items_in_turn(schedule.turns, threads_worth(schedule.work), [&](Index, std::int32_t task) {
        auto const begin = schedule.task_begin[static_cast<std::size_t>(task)];
        auto const end = schedule.task_begin[static_cast<std::size_t>(task) + 1];
        body({schedule.pair.data() + begin, static_cast<std::size_t>(end - begin)});
    });
}

} // namespace jumelle::traffic
