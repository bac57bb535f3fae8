#include "io/hdf5/draft_file.hpp"

#include <cstring>
#include <fmt/format.h>
#include <hdf5_hl.h>
#include <limits>
#include <map>

#include "io/hdf5/attributes.hpp"
#include "io/hdf5/file_access.hpp"
#include "io/hdf5/plain_file.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
/// Values in one chunk of an unlimited coordinate variable (4 KiB).
constexpr hsize_t coordinate_chunk = 512;

hid_t file_type(ElementType type) {
    switch (type) {
    case ElementType::float32:
        return H5T_IEEE_F32LE;
    case ElementType::float64:
        return H5T_IEEE_F64LE;
    case ElementType::int32:
        return H5T_STD_I32LE;
    case ElementType::character:
        return H5T_C_S1;
    }
    return H5T_IEEE_F32LE;
}

/// Of the values of a draft.
hid_t memory_type(ElementType type) {
    switch (type) {
    case ElementType::float64:
        return H5T_NATIVE_DOUBLE;
    case ElementType::int32:
        return H5T_NATIVE_INT32;
    case ElementType::float32:
    case ElementType::character:
        break;
    }
    return file_type(type);
}

Handle created_file(std::filesystem::path const& path) {
    Handle const creation = property_list(H5P_FILE_CREATE);
    require(H5Pset_link_creation_order(creation.get(), creation_order), "tracking creation order");
    require(H5Pset_attr_creation_order(creation.get(), creation_order), "tracking creation order");
    Handle const access = file_access();
    return Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose,
                  "creating the file");
}

Handle dataset_properties() {
    Handle list = property_list(H5P_DATASET_CREATE);
    require(H5Pset_attr_creation_order(list.get(), creation_order), "tracking creation order");
    return list;
}

void set_fill(hid_t properties, double fill) {
    require(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &fill), "setting a fill value");
}

void put(hid_t object, DraftAttribute const& attribute) {
    switch (attribute.kind) {
    case DraftAttribute::Kind::text:
        return put_text(object, attribute.name, attribute.bytes);
    case DraftAttribute::Kind::integer: {
        std::int32_t value = 0;
        std::memcpy(&value, attribute.bytes.data(), sizeof value);
        return put_integer(object, attribute.name, value);
    }
    case DraftAttribute::Kind::numbers: {
        std::vector<double> values(attribute.bytes.size() / sizeof(double));
        std::memcpy(values.data(), attribute.bytes.data(), attribute.bytes.size());
        return put_numbers(object, attribute.name, values);
    }
    }
}

/// Makes the file of a draft, one variable after the other.
class DraftMaker {
  public:
    explicit DraftMaker(std::filesystem::path const& path) : file_(created_file(path)) {}

    void add(DraftVariable const& draft) {
        Handle variable = draft.kind == DraftVariable::Kind::dimension    ? dimension(draft)
                          : draft.kind == DraftVariable::Kind::coordinate ? coordinate(draft)
                                                                          : plain(draft.spec);
        std::string const action = "writing " + draft.spec.name;
        for (auto const& attribute : draft.attributes) put(variable.get(), attribute);
        if (!draft.bytes.empty())
            require(H5Dwrite(variable.get(), memory_type(draft.spec.type), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                             draft.bytes.data()),
                    action);
        if (draft.kind == DraftVariable::Kind::variable) return;
        scales_.insert_or_assign(draft.spec.name, Scale{std::move(variable), draft.length});
    }

    void close() {
        for (auto& [name, scale] : scales_) scale.variable.close("closing " + name);
        file_.close("closing the file");
    }

  private:
    struct Scale {
        Handle variable;
        std::optional<hsize_t> length; ///< nothing: unlimited
    };

    Handle created(std::string const& name, hid_t type, hid_t space, hid_t properties) const {
        return Handle(
            H5Dcreate2(file_.get(), name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
            H5Dclose, "creating variable " + name);
    }

    void become_scale(hid_t variable, std::string const& name, std::string const& text) const {
        require(H5DSset_scale(variable, text.c_str()), "creating dimension " + name);
        put_dimension_number(variable, static_cast<std::int32_t>(scales_.size()));
    }

    Handle dimension(DraftVariable const& draft) const {
        hsize_t const length = draft.length.value_or(0);
        Handle const space(H5Screate_simple(1, &length, nullptr), H5Sclose, "creating a dataspace");
        Handle scale = created(draft.spec.name, H5T_IEEE_F32BE, space.get(), dataset_properties().get());
        // By this text netCDF knows that there are no coordinates.
        become_scale(scale.get(), draft.spec.name,
                     fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length));
        return scale;
    }

    Handle coordinate(DraftVariable const& draft) const {
        hsize_t const now = draft.length.value_or(0);
        hsize_t const limit = draft.length.value_or(H5S_UNLIMITED);
        Handle const space(H5Screate_simple(1, &now, &limit), H5Sclose, "creating a dataspace");
        Handle const properties = dataset_properties();
        if (!draft.length) {
            require(H5Pset_chunk(properties.get(), 1, &coordinate_chunk), "setting chunks");
            set_fill(properties.get(), std::numeric_limits<double>::quiet_NaN());
        }
        Handle scale = created(draft.spec.name, file_type(draft.spec.type), space.get(), properties.get());
        become_scale(scale.get(), draft.spec.name, draft.spec.name);
        return scale;
    }

    Handle dataspace(std::vector<std::string> const& dimensions) const {
        if (dimensions.empty()) return Handle(H5Screate(H5S_SCALAR), H5Sclose, "creating a dataspace");
        std::vector<hsize_t> now, limit;
        for (auto const& name : dimensions) {
            auto const length = scales_.at(name).length;
            now.push_back(length.value_or(0));
            limit.push_back(length.value_or(H5S_UNLIMITED));
        }
        return Handle(H5Screate_simple(static_cast<int>(now.size()), now.data(), limit.data()), H5Sclose,
                      "creating a dataspace");
    }

    Handle plain(VariableSpec const& spec) const {
        Handle const space = dataspace(spec.dimensions);
        Handle const properties = dataset_properties();
        std::string const action = "creating variable " + spec.name;
        if (!spec.chunk.empty()) {
            require(H5Pset_chunk(properties.get(), static_cast<int>(spec.chunk.size()), spec.chunk.data()),
                    action);
        }
        if (spec.deflate_level > 0) {
            require(H5Pset_shuffle(properties.get()), action);
            require(H5Pset_deflate(properties.get(), spec.deflate_level), action);
        }
        if (spec.fill) set_fill(properties.get(), *spec.fill);
        Handle variable = created(spec.name, file_type(spec.type), space.get(), properties.get());
        for (std::size_t i = 0; i < spec.dimensions.size(); ++i) {
            hid_t const scale = scales_.at(spec.dimensions[i]).variable.get();
            require(H5DSattach_scale(variable.get(), scale, static_cast<unsigned>(i)), action);
        }
        if (spec.fill && spec.type == ElementType::float32) {
            put_float(variable.get(), "_FillValue", static_cast<float>(*spec.fill));
        } else if (spec.fill && spec.type == ElementType::float64) {
            put_number(variable.get(), "_FillValue", *spec.fill);
        }
        return variable;
    }

    Handle file_;
    std::map<std::string, Scale> scales_;
};

} // namespace

void make_file(std::filesystem::path const& path, NetcdfDraft const& draft) {
    DraftMaker maker(path);
    for (auto const& variable : draft.variables()) maker.add(variable);
    maker.close();
}

FileBytes read_file(std::filesystem::path const& path) {
    PlainFile const file(path, O_RDONLY);
    FileBytes bytes(static_cast<std::size_t>(file.bytes()));
    file.read(0, bytes);
    return bytes;
}

void write_file(std::filesystem::path const& path, FileBytes const& bytes) {
    PlainFile(path, O_WRONLY | O_CREAT | O_TRUNC).write(0, bytes);
}

} // namespace jumelle::hdf5
