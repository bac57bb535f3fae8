#include "io/hdf5/netcdf_draft.hpp"

#include <algorithm>
#include <bit>

#include "core/base/contract.hpp"

namespace jumelle::hdf5 {

namespace {

template <class Number>
std::string bytes_of(std::span<Number const> values) {
    return {reinterpret_cast<char const*>(values.data()), values.size_bytes()};
}

std::optional<std::uint64_t> bits_of(std::optional<double> number) {
    return number ? std::optional(std::bit_cast<std::uint64_t>(*number)) : std::nullopt;
}

} // namespace

bool VariableSpec::operator==(VariableSpec const& other) const {
    return name == other.name && type == other.type && dimensions == other.dimensions &&
           chunk == other.chunk && bits_of(fill) == bits_of(other.fill) &&
           deflate_level == other.deflate_level;
}

void put_text(DraftVariable& variable, std::string const& name, std::string const& text) {
    variable.attributes.push_back({name, DraftAttribute::Kind::text, text});
}

void put_integer(DraftVariable& variable, std::string const& name, std::int32_t value) {
    variable.attributes.push_back(
        {name, DraftAttribute::Kind::integer, bytes_of(std::span<std::int32_t const>(&value, 1))});
}

void put_number(DraftVariable& variable, std::string const& name, double value) {
    put_numbers(variable, name, {value});
}

void put_numbers(DraftVariable& variable, std::string const& name, std::vector<double> const& values) {
    variable.attributes.push_back(
        {name, DraftAttribute::Kind::numbers, bytes_of(std::span<double const>(values))});
}

void NetcdfDraft::add_dimension(std::string const& name, hsize_t length) {
    DraftVariable made;
    made.spec.name = name;
    made.kind = DraftVariable::Kind::dimension;
    made.length = length;
    variables_.push_back(std::move(made));
}

void NetcdfDraft::add_coordinate(std::string const& name, std::optional<hsize_t> length) {
    DraftVariable made;
    made.spec.name = name;
    made.spec.type = ElementType::float64;
    made.kind = DraftVariable::Kind::coordinate;
    made.length = length;
    variables_.push_back(std::move(made));
}

void NetcdfDraft::add_variable(VariableSpec const& spec) {
    JUMELLE_EXPECTS(std::all_of(spec.dimensions.begin(), spec.dimensions.end(),
                                [this](std::string const& name) { return has_dimension(name); }));
    DraftVariable made;
    made.spec = spec;
    variables_.push_back(std::move(made));
}

bool NetcdfDraft::has_dimension(std::string const& name) const {
    return std::any_of(variables_.begin(), variables_.end(), [&](DraftVariable const& variable) {
        return variable.spec.name == name && variable.kind != DraftVariable::Kind::variable;
    });
}

DraftVariable& NetcdfDraft::variable(std::string const& name) {
    auto const found =
        std::find_if(variables_.rbegin(), variables_.rend(),
                     [&](DraftVariable const& variable) { return variable.spec.name == name; });
    JUMELLE_EXPECTS(found != variables_.rend());
    return *found;
}

void NetcdfDraft::write(std::string const& name, std::span<double const> values) {
    variable(name).bytes = bytes_of(values);
}

void NetcdfDraft::write(std::string const& name, std::span<std::int32_t const> values) {
    variable(name).bytes = bytes_of(values);
}

void NetcdfDraft::write(std::string const& name, std::span<char const> values) {
    variable(name).bytes = bytes_of(values);
}

} // namespace jumelle::hdf5
