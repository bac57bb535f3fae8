#include "io/hdf5/owner_lock.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>

#include "core/base/error.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr int attempts = 3;
constexpr mode_t everybody_reads = 0644;
constexpr std::size_t longest_host_name = 256;
/// Position of `starttime` in /proc/PID/stat, counted from the field after the command's name. Source:
/// proc(5)
constexpr int start_time_field = 20;

struct Owner {
    long process = 0;
    std::string
        started; ///< clock ticks since boot, so that a reused process number is not taken for the owner
    std::string host;
    bool operator==(Owner const&) const = default;
};

std::string host_name() {
    char name[longest_host_name] = {};
    return gethostname(name, sizeof name - 1) == 0 && name[0] != '\0' ? name : "unknown";
}

/// `0` where the system does not tell.
std::string start_of(long process) {
    std::ifstream file(fmt::format("/proc/{}/stat", process));
    std::string text;
    std::getline(file, text);
    auto const after_name = text.rfind(')'); // the command's name may hold spaces
    if (after_name == std::string::npos) return "0";
    std::istringstream fields(text.substr(after_name + 1));
    std::string field = "0";
    for (int i = 0; i < start_time_field; ++i) fields >> field;
    return field;
}

Owner read_owner(std::filesystem::path const& path) {
    Owner owner;
    std::ifstream(path) >> owner.process >> owner.started >> owner.host;
    return owner;
}

bool has_no_name(std::filesystem::path const& path) {
    std::error_code gone;
    return std::filesystem::file_size(path, gone) == 0 && !gone;
}

/// Whether the owner was killed between making the file and writing its name: an empty file stays empty.
bool stays_empty(std::filesystem::path const& path) {
    constexpr int looks = 50;
    constexpr auto between = std::chrono::milliseconds(20); // writing a line takes far less than all of them
    for (int i = 0; i < looks && has_no_name(path); ++i) std::this_thread::sleep_for(between);
    return has_no_name(path);
}

bool has_ended(Owner const& owner) {
    if (owner.host != host_name() || owner.process <= 0) return false;
    bool const gone = ::kill(static_cast<pid_t>(owner.process), 0) != 0 && errno == ESRCH;
    return gone || start_of(owner.process) != owner.started;
}

/// @returns false where the file is there already
bool create(std::filesystem::path const& path) {
    int const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, everybody_reads);
    if (file < 0 && errno == EEXIST) return false;
    if (file < 0) {
        std::string const reason =
            errno == ENOENT ? fmt::format("the folder {} does not exist", path.parent_path().string())
                            : std::strerror(errno);
        throw IoError(fmt::format("cannot create {}: {}", path.string(), reason));
    }
    long const process = ::getpid();
    std::string const text = fmt::format("{} {} {}\n", process, start_of(process), host_name());
    bool const written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    int const error = errno;
    ::close(file);
    if (!written) {
        ::unlink(path.c_str());
        throw IoError(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
    }
    return true;
}

} // namespace

std::filesystem::path OwnerLock::path_for(std::filesystem::path const& results) {
    return results.string() + ".lock";
}

OwnerLock::OwnerLock(std::filesystem::path const& results) : path_(path_for(results)) {
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (create(path_)) return;
        bool const is_nobodys = stays_empty(path_);
        Owner const owner = read_owner(path_);
        if (!is_nobodys && !has_ended(owner)) break;
        // Only the lock that was judged is removed: another process may have taken it over meanwhile.
        if (read_owner(path_) == owner) ::unlink(path_.c_str());
    }
    Owner const owner = read_owner(path_);
    throw IoError(fmt::format("{} is being written by process {} on {}; if that run is gone, delete {}",
                              results.string(), owner.process,
                              owner.host.empty() ? "an unknown host" : owner.host, path_.string()));
}

OwnerLock::~OwnerLock() {
    ::unlink(path_.c_str());
}

} // namespace jumelle::hdf5
