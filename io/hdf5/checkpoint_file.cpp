#include "io/hdf5/checkpoint_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

#include "core/base/error.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/durable_file.hpp"
#include "io/hdf5/file_access.hpp"

namespace jumelle {

namespace {

using hdf5::Handle;
using hdf5::require;

namespace fs = std::filesystem;

/// Bytes in front of the HDF5 file that it leaves to its user: a power of two, 512 at least.
constexpr hsize_t front_bytes = 512;
constexpr std::string_view mark = "jumelle checkpoint 1\n";

Handle type_in_file(StateBlock const& block) {
    hid_t type = -1;
    switch (block.kind) {
    case StateBlock::Kind::float64:
        type = H5Tcopy(H5T_IEEE_F64LE);
        break;
    case StateBlock::Kind::float32:
        type = H5Tcopy(H5T_IEEE_F32LE);
        break;
    case StateBlock::Kind::int64:
        type = H5Tcopy(H5T_STD_I64LE);
        break;
    case StateBlock::Kind::int32:
        type = H5Tcopy(H5T_STD_I32LE);
        break;
    case StateBlock::Kind::uint8:
        type = H5Tcopy(H5T_STD_U8LE);
        break;
    case StateBlock::Kind::bytes:
        type = H5Tcreate(H5T_OPAQUE, block.element_bytes);
        break;
    }
    return Handle(type, H5Tclose, "making a type");
}

/// The block where it lies in memory, with the gaps between its rows.
Handle place_in_memory(StateBlock const& block) {
    std::array<hsize_t, 2> const all{block.rows, block.row_stride}, begin{0, 0},
        count{block.rows, block.columns};
    Handle space(H5Screate_simple(2, all.data(), nullptr), H5Sclose, "creating a dataspace");
    require(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, begin.data(), nullptr, count.data(), nullptr),
            "choosing rows");
    return space;
}

class FileSaver : public StateArchive {
  public:
    explicit FileSaver(hid_t root) : root_(root) {}
    bool is_loading() const override { return false; }
    std::int32_t blocks() const { return blocks_; }

  protected:
    void pass(StateBlock const& block) override {
        hdf5::Session const session;
        std::array<hsize_t, 2> const shape{block.rows, block.columns};
        Handle const space(H5Screate_simple(2, shape.data(), nullptr), H5Sclose, "creating a dataspace");
        Handle const type = type_in_file(block);
        Handle const links = hdf5::property_list(H5P_LINK_CREATE);
        require(H5Pset_create_intermediate_group(links.get(), 1), "making groups");
        Handle const dataset(H5Dcreate2(root_, block.name.c_str(), type.get(), space.get(), links.get(),
                                        H5P_DEFAULT, H5P_DEFAULT),
                             H5Dclose, "creating " + block.name);
        ++blocks_;
        if (block.size() == 0) return;
        require(H5Dwrite(dataset.get(), type.get(), place_in_memory(block).get(), H5S_ALL, H5P_DEFAULT,
                         block.data),
                "writing " + block.name);
    }
    std::size_t saved_size(std::string const& /*name*/) override { return 0; }

  private:
    hid_t root_;
    std::int32_t blocks_ = 0;
};

class FileLoader : public StateArchive {
  public:
    explicit FileLoader(hid_t root) : root_(root) {}
    bool is_loading() const override { return true; }
    std::size_t used() const { return used_.size(); }

  protected:
    void pass(StateBlock const& block) override {
        hdf5::Session const session;
        Handle const dataset = open(block.name);
        auto const shape = shape_of(dataset.get(), block.name);
        Handle const saved(H5Dget_type(dataset.get()), H5Tclose, "reading the type of " + block.name);
        Handle const type = type_in_file(block);
        bool const fits =
            shape[0] == block.rows && shape[1] == block.columns && H5Tequal(saved.get(), type.get()) > 0;
        if (!fits)
            throw IoError(fmt::format("'{}' is {} x {} numbers of {} bytes, not {} x {} of {}", block.name,
                                      shape[0], shape[1], H5Tget_size(saved.get()), block.rows, block.columns,
                                      block.element_bytes));
        used_.insert(block.name);
        if (block.size() == 0) return;
        require(H5Dread(dataset.get(), type.get(), place_in_memory(block).get(), H5S_ALL, H5P_DEFAULT,
                        block.data),
                "reading " + block.name);
    }
    std::size_t saved_size(std::string const& name) override {
        hdf5::Session const session;
        auto const shape = shape_of(open(name).get(), name);
        return shape[0] * shape[1];
    }

  private:
    Handle open(std::string const& name) const {
        return Handle(H5Dopen2(root_, name.c_str(), H5P_DEFAULT), H5Dclose, "looking for '" + name + "'");
    }
    static std::array<hsize_t, 2> shape_of(hid_t dataset, std::string const& name) {
        Handle const space(H5Dget_space(dataset), H5Sclose, "reading the size of " + name);
        std::array<hsize_t, 2> shape{};
        if (H5Sget_simple_extent_ndims(space.get()) != 2) throw IoError("'" + name + "' has no rows");
        H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr);
        return shape;
    }

    hid_t root_;
    std::set<std::string> used_;
};

void put_head(hid_t root, CheckpointHead const& head) {
    hdf5::put_text(root, "engine", head.engine);
    hdf5::put_text(root, "scenario_sha256", head.scenario_sha256);
    hdf5::put_text(root, "number", std::to_string(head.number));
    hdf5::put_text(root, "steps", std::to_string(head.steps));
    hdf5::put_text(root, "time_ticks", std::to_string(head.time_ticks));
    hdf5::put_text(root, "step_ticks", std::to_string(head.step_ticks));
}

CheckpointHead head_of(hid_t root) {
    auto const text = [&](char const* name) { return hdf5::get_text(root, name).value_or(""); };
    auto const integer = [&](char const* name) -> std::int64_t { return std::stoll("0" + text(name)); };
    return {text("engine"),   text("scenario_sha256"), integer("number"),
            integer("steps"), integer("time_ticks"),   integer("step_ticks")};
}

/// Of all that follows the front.
std::string sha256_behind_front(fs::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(front_bytes));
    Sha256 sum;
    constexpr std::size_t at_once = std::size_t{1} << 20U;
    std::vector<char> bytes(at_once);
    while (stream) {
        stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        sum.add(bytes.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream.eof()) throw IoError(std::strerror(errno));
    return sum.hex();
}

void write_front(fs::path const& path) {
    std::string const text = std::string(mark) + sha256_behind_front(path) + "\n";
    std::fstream stream(path, std::ios::binary | std::ios::in | std::ios::out);
    stream << text;
    stream.close();
    if (!stream) throw IoError(std::strerror(errno));
}

/// @throws IoError where it is no checkpoint, or not what was written
void expect_whole(fs::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw IoError(std::strerror(errno));
    std::string front(front_bytes, '\0');
    stream.read(front.data(), static_cast<std::streamsize>(front.size()));
    if (!front.starts_with(mark)) throw IoError("it is no checkpoint");
    std::string const rest = front.substr(mark.size());
    if (rest.substr(0, rest.find('\n')) != sha256_behind_front(path))
        throw IoError("it is damaged: its checksum does not hold");
}

/// A file that is being written, and is taken away if that fails.
class TemporaryFile {
  public:
    explicit TemporaryFile(fs::path path) : path_(std::move(path)) {}
    ~TemporaryFile() {
        std::error_code unimportant;
        fs::remove(path_, unimportant);
    }
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;

  private:
    fs::path path_;
};

/// An HDF5 file that is open while others may call HDF5 too: a large state takes its time.
class SharedFile {
  public:
    static SharedFile created(fs::path const& path) {
        hdf5::Session const session;
        Handle const creation = hdf5::property_list(H5P_FILE_CREATE);
        require(H5Pset_userblock(creation.get(), front_bytes), "leaving room for the checksum");
        Handle const access = hdf5::file_access();
        return SharedFile(Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()),
                                 H5Fclose, "creating the file"));
    }
    static SharedFile opened(fs::path const& path) {
        hdf5::Session const session;
        Handle const access = hdf5::file_access();
        return SharedFile(
            Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, "opening the file"));
    }
    SharedFile(SharedFile&&) = default;
    SharedFile& operator=(SharedFile&&) = delete;
    ~SharedFile() {
        hdf5::Session const session;
        file_ = Handle();
    }
    hid_t root() const { return file_.get(); }
    void close() {
        hdf5::Session const session;
        file_.close("closing the file");
    }

  private:
    explicit SharedFile(Handle file) : file_(std::move(file)) {}
    Handle file_;
};

void write_state(fs::path const& path, CheckpointHead const& head, FunctionRef<void(StateArchive&)> state) {
    SharedFile file = SharedFile::created(path);
    FileSaver saver(file.root());
    state(saver);
    hdf5::Session const session;
    put_head(file.root(), head);
    hdf5::put_integer(file.root(), "blocks", saver.blocks());
    file.close();
}

/// @throws IoError where blocks are missing, have another shape, or are left over
void read_state(fs::path const& path, FunctionRef<void(StateArchive&)> state) {
    SharedFile const file = SharedFile::opened(path);
    FileLoader loader(file.root());
    state(loader);
    hdf5::Session const session;
    auto const saved = static_cast<std::size_t>(hdf5::get_number(file.root(), "blocks").value_or(0.0));
    if (loader.used() != saved)
        throw IoError(fmt::format("this program takes {} of its {} blocks", loader.used(), saved));
}

CheckpointHead head_in(fs::path const& path) {
    SharedFile const file = SharedFile::opened(path);
    hdf5::Session const session;
    return head_of(file.root());
}

} // namespace

void write_checkpoint(fs::path const& path, CheckpointHead const& head,
                      FunctionRef<void(StateArchive&)> state) {
    fs::path const temporary = path.string() + ".new";
    TemporaryFile const taken_away(temporary);
    try {
        write_state(temporary, head, state);
        write_front(temporary);
        hdf5::publish_file(temporary, path);
    } catch (IoError const& error) {
        throw IoError(fmt::format("cannot write {}: {}", path.string(), error.what()));
    }
}

struct CheckpointReader::State {
    fs::path path;
    CheckpointHead head;
};

CheckpointReader::CheckpointReader(fs::path const& path) : state_(std::make_unique<State>()) {
    state_->path = path;
    try {
        expect_whole(path);
        state_->head = head_in(path);
    } catch (IoError const& error) {
        throw IoError(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

CheckpointReader::~CheckpointReader() = default;
CheckpointReader::CheckpointReader(CheckpointReader&&) noexcept = default;
CheckpointReader& CheckpointReader::operator=(CheckpointReader&&) noexcept = default;

CheckpointHead const& CheckpointReader::head() const {
    return state_->head;
}

void CheckpointReader::read(FunctionRef<void(StateArchive&)> state) const {
    fs::path const& path = state_->path;
    try {
        read_state(path, state);
    } catch (IoError const& error) {
        throw IoError(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace jumelle
