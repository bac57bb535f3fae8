#include "core/parallel/mpi_ranks.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <mpi.h>
#include <numeric>
#include <sched.h>
#include <thread>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

/// Number of processes as Open MPI's `mpirun`, other libraries' starters, and `srun` tell it. A single one
/// needs no MPI: `srun` of a job array task must not depend on which MPI the cluster has.
constexpr std::array<char const*, 3> sizes_told_by_starters{"OMPI_COMM_WORLD_SIZE", "PMI_SIZE",
                                                            "SLURM_STEP_NUM_TASKS"};

constexpr int northward = 1, southward = 2; ///< tags of messages

double now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Adds the time until its end to a sum.
class Waiting {
  public:
    explicit Waiting(double& sum_s) : sum_s_(sum_s) {}
    ~Waiting() { sum_s_ += now_s() - begin_s_; }
    Waiting(Waiting const&) = delete;
    Waiting& operator=(Waiting const&) = delete;

  private:
    double& sum_s_;
    double begin_s_ = now_s();
};

/// Waits without burning the core that another rank may need. MPI's own waiting spins, which made runs on
/// machines with more ranks than free cores twenty times slower.
void wait_for(std::span<MPI_Request> requests) {
    constexpr double spin_s = 200e-6; // most messages between ranks that run come sooner
    constexpr std::chrono::microseconds nap(20);
    double const spin_until_s = now_s() + spin_s;
    for (;;) {
        int have_come = 0;
        MPI_Testall(static_cast<int>(requests.size()), requests.data(), &have_come, MPI_STATUSES_IGNORE);
        if (have_come != 0) return;
        if (now_s() > spin_until_s) std::this_thread::sleep_for(nap);
    }
}
void wait_for(MPI_Request request) {
    wait_for(std::span(&request, 1));
}

/// MPI counts in `int`: parts of more bytes are counted in the largest unit that divides them all.
std::size_t unit_of(std::span<std::size_t const> cuts) {
    if (cuts.back() <= static_cast<std::size_t>(std::numeric_limits<int>::max())) return 1;
    return std::accumulate(cuts.begin(), cuts.end(), std::size_t{0},
                           [](std::size_t unit, std::size_t cut) { return std::gcd(unit, cut); });
}

class MpiCommunicator : public Communicator {
  public:
    MpiCommunicator() {
        int provided = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &size_);
        // Its own, so that whoever gives up does not meet others in the midst of their exchange.
        MPI_Comm_dup(MPI_COMM_WORLD, &giving_up_);
    }
    ~MpiCommunicator() override {
        MPI_Comm_free(&giving_up_);
        MPI_Finalize();
    }

    int rank() const override { return rank_; }
    int size() const override { return size_; }
    double max(double mine) override { return reduced(mine, MPI_MAX); }
    double min(double mine) override { return reduced(mine, MPI_MIN); }
    void barrier() override {
        MPI_Request request = MPI_REQUEST_NULL;
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
        wait_for(request);
    }
    void gather(std::span<std::byte> all, std::span<std::size_t const> cuts) override;
    void start(NeighbourMessages& messages) override;
    void finish(NeighbourMessages&) override;
    int ranks_on_my_cores() override;
    SentCounts counts() const override { return counts_; }
    bool all_give_up(double seconds) override;
    void end_all(int exit_code) override {
        MPI_Abort(MPI_COMM_WORLD, exit_code);
        std::abort(); // MPI_Abort may come back
    }

  private:
    double reduced(double mine, MPI_Op operation) {
        Waiting const waiting(counts_.waited_s);
        counts_.collectives += 1.0;
        counts_.collective_bytes += sizeof(double);
        double all = mine;
        MPI_Request request = MPI_REQUEST_NULL;
        MPI_Iallreduce(&mine, &all, 1, MPI_DOUBLE, operation, MPI_COMM_WORLD, &request);
        wait_for(request);
        return all;
    }
    void send(std::vector<std::byte> const& bytes, int to, int tag);
    void receive(std::vector<std::byte>& bytes, int from, int tag);

    int rank_ = 0, size_ = 1;
    MPI_Comm giving_up_ = MPI_COMM_NULL;
    std::vector<MPI_Request> under_way_;
    SentCounts counts_;
};

void MpiCommunicator::gather(std::span<std::byte> all, std::span<std::size_t const> cuts) {
    JUMELLE_EXPECTS(cuts.size() == static_cast<std::size_t>(size_) + 1 && cuts.back() == all.size());
    if (all.empty()) return;
    Waiting const waiting(counts_.waited_s);
    std::size_t const unit = unit_of(cuts);
    MPI_Datatype units = MPI_BYTE;
    if (unit > 1) {
        MPI_Type_contiguous(static_cast<int>(unit), MPI_BYTE, &units);
        MPI_Type_commit(&units);
    }
    std::vector<int> counts, begins;
    for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
        begins.push_back(static_cast<int>(cuts[k] / unit));
        counts.push_back(static_cast<int>((cuts[k + 1] - cuts[k]) / unit));
    }
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Iallgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all.data(), counts.data(), begins.data(), units,
                    MPI_COMM_WORLD, &request);
    wait_for(request);
    if (unit > 1) MPI_Type_free(&units);
    auto const mine = static_cast<std::size_t>(rank_);
    counts_.collectives += 1.0;
    counts_.collective_bytes += static_cast<double>(cuts[mine + 1] - cuts[mine]);
}

void MpiCommunicator::send(std::vector<std::byte> const& bytes, int to, int tag) {
    if (bytes.empty()) return;
    MPI_Isend(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, to, tag, MPI_COMM_WORLD,
              &under_way_.emplace_back());
    counts_.messages += 1.0;
    counts_.bytes += static_cast<double>(bytes.size());
}

void MpiCommunicator::receive(std::vector<std::byte>& bytes, int from, int tag) {
    if (bytes.empty()) return;
    MPI_Irecv(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, from, tag, MPI_COMM_WORLD,
              &under_way_.emplace_back());
}

void MpiCommunicator::start(NeighbourMessages& messages) {
    JUMELLE_EXPECTS(under_way_.empty());
    under_way_.reserve(4); // requests must not move: two messages in, two out
    receive(messages.from_north, rank_ - 1, southward);
    receive(messages.from_south, rank_ + 1, northward);
    send(messages.to_north, rank_ - 1, northward);
    send(messages.to_south, rank_ + 1, southward);
}

void MpiCommunicator::finish(NeighbourMessages&) {
    Waiting const waiting(counts_.waited_for_neighbours_s);
    wait_for(under_way_);
    under_way_.clear();
}

/// Ranks of this node whose processes may run on exactly the same cores: bound ranks have their own.
int MpiCommunicator::ranks_on_my_cores() {
    MPI_Comm node = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &node);
    int on_node = 1;
    MPI_Comm_size(node, &on_node);
    cpu_set_t mine;
    CPU_ZERO(&mine);
    sched_getaffinity(0, sizeof(mine), &mine);
    std::vector<cpu_set_t> all(static_cast<std::size_t>(on_node));
    MPI_Allgather(&mine, sizeof(mine), MPI_BYTE, all.data(), sizeof(mine), MPI_BYTE, node);
    MPI_Comm_free(&node);
    return static_cast<int>(std::count_if(
        all.begin(), all.end(), [&](cpu_set_t const& other) { return CPU_EQUAL(&mine, &other) != 0; }));
}

bool MpiCommunicator::all_give_up(double seconds) {
    constexpr std::chrono::milliseconds pause(5);
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Ibarrier(giving_up_, &request);
    int have_come = 0;
    for (double const until_s = now_s() + seconds; now_s() < until_s;) {
        MPI_Test(&request, &have_come, MPI_STATUS_IGNORE);
        if (have_come != 0) return true;
        std::this_thread::sleep_for(pause);
    }
    return false;
}

} // namespace

std::unique_ptr<Communicator> join_ranks() {
    bool const was_started =
        std::any_of(sizes_told_by_starters.begin(), sizes_told_by_starters.end(), [](char const* name) {
            char const* const size = std::getenv(name);
            return size != nullptr && std::atoi(size) > 1;
        });
    if (was_started) return std::make_unique<MpiCommunicator>();
    return std::make_unique<SerialCommunicator>();
}

/// The library's own text begins with its name and version: `Open MPI v4.1.4, package: …`.
std::string mpi_version() {
    std::array<char, MPI_MAX_LIBRARY_VERSION_STRING> text{};
    int length = 0;
    MPI_Get_library_version(text.data(), &length);
    std::string const all(text.data(), static_cast<std::size_t>(length));
    return all.substr(0, all.find_first_of(",\n"));
}

} // namespace jumelle
