#include "io/hdf5/background_worker.hpp"

#include "core/parallel/loops.hpp"

namespace jumelle::hdf5 {

BackgroundWorker::BackgroundWorker(std::size_t capacity, Job last_job)
    : capacity_(capacity), last_job_(std::move(last_job)), thread_([this, threads = loop_threads()] {
          // A new thread does not inherit the number of threads that its creator was given.
          set_loop_threads(threads);
          work();
      }) {}

BackgroundWorker::~BackgroundWorker() {
    {
        std::lock_guard const alone(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void BackgroundWorker::rethrow_if_failed() const {
    if (error_) std::rethrow_exception(error_);
}

void BackgroundWorker::post(Job job) {
    std::unique_lock alone(mutex_);
    changed_.wait(alone, [this] { return error_ || jobs_.size() < capacity_; });
    rethrow_if_failed();
    jobs_.push_back(std::move(job));
    changed_.notify_all();
}

void BackgroundWorker::drain() {
    std::unique_lock alone(mutex_);
    changed_.wait(alone, [this] { return error_ || (jobs_.empty() && !busy_); });
    rethrow_if_failed();
}

void BackgroundWorker::work() {
    std::unique_lock alone(mutex_);
    while (true) {
        changed_.wait(alone, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) break;
        Job const job = std::move(jobs_.front());
        jobs_.pop_front();
        busy_ = true;
        alone.unlock();
        std::exception_ptr error;
        try {
            job();
        } catch (...) {
            error = std::current_exception();
        }
        alone.lock();
        busy_ = false;
        if (error) {
            error_ = error;
            jobs_.clear();
        }
        changed_.notify_all();
    }
    alone.unlock();
    last_job_();
}

} // namespace jumelle::hdf5
