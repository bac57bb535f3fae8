#pragma once

#include <hdf5.h>
#include <mutex>
#include <string_view>
#include <utility>

namespace jumelle::hdf5 {

/// Throws what the HDF5 library last complained of in this thread.
/// @throws IoError always: the action, and the operating system's reason where there is one
[[noreturn]] void fail(std::string_view action);

/// Lets a result of the C API through unless it says that the call failed.
/// @throws IoError where `result` is negative
template <class Result>
Result require(Result result, std::string_view action) {
    if (result < 0) fail(action);
    return result;
}

/// Owns an HDF5 identifier and closes it.
class Handle {
  public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    /// @throws IoError where `id` says that opening failed
    Handle(hid_t id, Close closer, std::string_view action) : id_(require(id, action)), close_(closer) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, none)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;
    ~Handle() {
        if (id_ != none) close_(id_);
    }

    hid_t get() const { return id_; }
    /// Closes now. @throws IoError where closing fails, as it does when a disk is full
    void close(std::string_view action) {
        if (id_ != none) require(close_(std::exchange(id_, none)), action);
    }

  private:
    static constexpr hid_t none = -1;
    hid_t id_ = none;
    Close close_ = nullptr;
};

/// Must live while HDF5 is called: one thread at a time is in the library (not every build of it is
/// thread-safe), and the library prints nothing by itself.
class Session {
  public:
    Session();
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

  private:
    std::unique_lock<std::recursive_mutex> alone_;
    H5E_auto2_t print_ = nullptr;
    void* print_data_ = nullptr;
};

} // namespace jumelle::hdf5
