#include "core/parallel/thread_ranks.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "core/parallel/error_collector.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

/// Thrown where a rank waits for one that has failed.
struct OtherRankFailed : std::runtime_error {
    OtherRankFailed() : std::runtime_error("another rank has failed") {}
};

using Bytes = std::vector<std::byte>;

/// What the ranks share. Everything is guarded by one lock: tests need no speed.
struct Meeting {
    explicit Meeting(int ranks)
        : size(ranks),
          numbers(static_cast<std::size_t>(ranks)),
          parts(numbers.size()),
          southward(numbers.size()),
          northward(numbers.size()) {}

    template <class Condition>
    void wait(std::unique_lock<std::mutex>& lock, Condition const& condition) {
        changed.wait(lock, [&] { return failed || condition(); });
        if (!condition()) throw OtherRankFailed();
    }
    /// Returns when all ranks have called it.
    void meet() {
        std::unique_lock lock(mutex);
        long const round = rounds;
        if (++arrived == size) {
            arrived = 0;
            ++rounds;
            changed.notify_all();
        }
        wait(lock, [&] { return rounds != round; });
    }

    int const size;
    std::mutex mutex;
    std::condition_variable changed;
    int arrived = 0, given_up = 0;
    long rounds = 0;
    bool failed = false;
    std::vector<double> numbers;
    std::vector<std::span<std::byte const>> parts;
    std::vector<std::deque<Bytes>> southward, northward; ///< on their way from each rank
};

class ThreadCommunicator : public Communicator {
  public:
    ThreadCommunicator(Meeting& meeting, int rank) : meeting_(meeting), rank_(rank) {}

    int rank() const override { return rank_; }
    int size() const override { return meeting_.size; }
    double max(double mine) override {
        return of_all(mine, [](double a, double b) { return std::max(a, b); });
    }
    double min(double mine) override {
        return of_all(mine, [](double a, double b) { return std::min(a, b); });
    }
    void barrier() override { meeting_.meet(); }

    void gather(std::span<std::byte> all, std::span<std::size_t const> cuts) override {
        JUMELLE_EXPECTS(cuts.size() == meeting_.parts.size() + 1 && cuts.back() == all.size());
        auto const part = [&](std::size_t k) { return all.subspan(cuts[k], cuts[k + 1] - cuts[k]); };
        auto const mine = static_cast<std::size_t>(rank_);
        meeting_.parts[mine] = part(mine);
        meeting_.meet();
        for (std::size_t k = 0; k < meeting_.parts.size(); ++k) {
            JUMELLE_EXPECTS(meeting_.parts[k].size() == part(k).size());
            if (k != mine) std::ranges::copy(meeting_.parts[k], part(k).begin());
        }
        meeting_.meet();
        counts_.collectives += 1.0;
        counts_.collective_bytes += static_cast<double>(part(mine).size());
    }

    void start(NeighbourMessages& messages) override {
        std::unique_lock const lock(meeting_.mutex);
        auto const post = [&](Bytes const& bytes, std::deque<Bytes>& box) {
            if (bytes.empty()) return;
            box.push_back(bytes);
            counts_.messages += 1.0;
            counts_.bytes += static_cast<double>(bytes.size());
        };
        post(messages.to_north, meeting_.northward[static_cast<std::size_t>(rank_)]);
        post(messages.to_south, meeting_.southward[static_cast<std::size_t>(rank_)]);
        meeting_.changed.notify_all();
    }

    void finish(NeighbourMessages& messages) override {
        std::unique_lock lock(meeting_.mutex);
        auto const take = [&](Bytes& bytes, std::vector<std::deque<Bytes>>& boxes, int from) {
            if (bytes.empty()) return;
            auto& box = boxes.at(static_cast<std::size_t>(from));
            meeting_.wait(lock, [&] { return !box.empty(); });
            JUMELLE_EXPECTS(box.front().size() == bytes.size());
            bytes = std::move(box.front());
            box.pop_front();
        };
        take(messages.from_north, meeting_.southward, rank_ - 1);
        take(messages.from_south, meeting_.northward, rank_ + 1);
    }

    int ranks_on_my_cores() override { return meeting_.size; }
    SentCounts counts() const override { return counts_; }

    bool all_give_up(double seconds) override {
        std::unique_lock lock(meeting_.mutex);
        ++meeting_.given_up;
        meeting_.changed.notify_all();
        return meeting_.changed.wait_for(lock, std::chrono::duration<double>(seconds),
                                         [&] { return meeting_.given_up == meeting_.size; });
    }
    void end_all(int) override { throw OtherRankFailed(); }

    /// Whoever waits for this rank need not wait any longer.
    void fail() {
        std::unique_lock const lock(meeting_.mutex);
        meeting_.failed = true;
        meeting_.changed.notify_all();
    }

  private:
    template <class Combine>
    double of_all(double mine, Combine const& combine) {
        meeting_.numbers[static_cast<std::size_t>(rank_)] = mine;
        meeting_.meet();
        double all = mine;
        for (double const number : meeting_.numbers) all = combine(all, number);
        meeting_.meet();
        return all;
    }

    Meeting& meeting_;
    int rank_;
    SentCounts counts_;
};

bool stopped_for_another(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (OtherRankFailed const&) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace

void run_as_ranks(int size, FunctionRef<void(Communicator&)> body) {
    JUMELLE_EXPECTS(size >= 1);
    Meeting meeting(size);
    ErrorCollector errors(size);
    std::vector<std::thread> threads;
    for (int rank = 0; rank < size; ++rank) {
        threads.emplace_back([&, rank] {
            errors.guard(rank, [&] {
                set_loop_threads(1);
                ThreadCommunicator ranks(meeting, rank);
                try {
                    body(ranks);
                } catch (...) {
                    ranks.fail();
                    throw;
                }
            });
        });
    }
    for (auto& thread : threads) thread.join();
    for (auto const& error : errors.errors()) {
        if (error && !stopped_for_another(error)) std::rethrow_exception(error);
    }
}

} // namespace jumelle
