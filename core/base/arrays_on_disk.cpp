#include "core/base/arrays_on_disk.hpp"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <string>
#include <sys/mman.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <system_error>
#include <unistd.h>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

namespace jumelle {

namespace {

/// Set and unset by constructor and destructor; arrays are made by all threads.
std::atomic<ArraysOnDisk const*> present = nullptr;

constexpr double bytes_per_gigabyte = 1e9;
constexpr char const* other_folder = "name a folder of a disk that can be written to";

[[noreturn]] void refuse(std::filesystem::path const& folder, std::string const& what, int reason,
                         char const* hint) {
    throw IoError(fmt::format("{} in the scratch folder {}: {}\n  hint: {}", what, folder.string(),
                              std::generic_category().message(reason), hint));
}

/// An open file that is closed at the end; what is mapped of it stays.
class OpenFile {
  public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    ~OpenFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

/// @returns the descriptor of a file with a name that is taken away at once; -1 where it cannot be made
int open_named(std::filesystem::path const& folder) {
    std::string name = (folder / "jumelle_array_XXXXXX").string();
    int const descriptor = mkstemp(name.data());
    if (descriptor >= 0) unlink(name.c_str());
    return descriptor;
}

/// @throws IoError
int open_nameless(std::filesystem::path const& folder) {
    int descriptor = -1;
#ifdef O_TMPFILE
    constexpr mode_t mine = S_IRUSR | S_IWUSR;
    descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mine);
#endif
    // Some file systems have no files without a name.
    if (descriptor < 0) descriptor = open_named(folder);
    if (descriptor < 0) refuse(folder, "cannot keep arrays", errno, other_folder);
    return descriptor;
}

/// Source: statfs(2), file system types.
bool is_in_memory([[maybe_unused]] std::filesystem::path const& folder) {
#ifdef __linux__
    constexpr unsigned tmpfs = 0x01021994, ramfs = 0x858458f6;
    struct statfs disk {};
    if (statfs(folder.c_str(), &disk) != 0) return false;
    auto const kind = static_cast<unsigned>(disk.f_type);
    return kind == tmpfs || kind == ramfs;
#else
    return false;
#endif
}

/// @returns 0, or why the room cannot be had
int take_room(int descriptor, std::size_t bytes) {
    int reason = EINTR;
    while (reason == EINTR) reason = posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    return reason;
}

} // namespace

ArraysOnDisk::ArraysOnDisk(std::filesystem::path folder, std::size_t from_bytes)
    : folder_(std::move(folder)), from_bytes_(from_bytes), is_memory_(is_in_memory(folder_)) {
    JUMELLE_EXPECTS(from_bytes_ >= least_bytes_on_disk);
    munmap(map(least_bytes_on_disk), least_bytes_on_disk);
    ArraysOnDisk const* none = nullptr;
    [[maybe_unused]] bool const is_only = present.compare_exchange_strong(none, this);
    JUMELLE_EXPECTS(is_only);
}

ArraysOnDisk::~ArraysOnDisk() {
    present = nullptr;
}

ArraysOnDisk const* ArraysOnDisk::in_force() {
    return present;
}

void* ArraysOnDisk::map(std::size_t bytes) const {
    OpenFile const file(open_nameless(folder_));
    std::string const what =
        fmt::format("no room for an array of {:.3g} GB", static_cast<double>(bytes) / bytes_per_gigabyte);
    if (int const reason = take_room(file.descriptor(), bytes); reason != 0)
        refuse(folder_, what, reason, "make room on that disk, or name a folder of a larger one");
    void* const begin = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor(), 0);
    if (begin == MAP_FAILED) refuse(folder_, "cannot map an array", errno, other_folder);
    return begin;
}

} // namespace jumelle
