#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace jumelle::hdf5 {

/// Does jobs one after the other in a thread of its own, while the caller goes on. After a job has thrown,
/// the remaining jobs are dropped and every further call throws the same error.
class BackgroundWorker {
  public:
    using Job = std::function<void()>;

    /// At most `capacity` jobs wait; `last_job` is done in the thread at its end, whatever happened before,
    /// and must not throw.
    BackgroundWorker(std::size_t capacity, Job last_job);
    /// Does the waiting jobs, then the last job.
    ~BackgroundWorker();
    BackgroundWorker(BackgroundWorker const&) = delete;
    BackgroundWorker& operator=(BackgroundWorker const&) = delete;

    /// Returns as soon as the job waits in the queue. @throws what an earlier job threw
    void post(Job job);
    /// Returns when every job is done. @throws what a job threw
    void drain();

  private:
    void work();
    void rethrow_if_failed() const;

    std::size_t capacity_;
    Job last_job_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool busy_ = false;
    bool ending_ = false;
    std::exception_ptr error_;
    std::thread thread_;
};

} // namespace jumelle::hdf5
