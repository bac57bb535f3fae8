#pragma once

#include <cstdint>
#include <hdf5.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jumelle::hdf5 {

enum class ElementType { float32, float64, int32, character };

/// A variable before it is created.
struct VariableSpec {
    std::string name;
    ElementType type = ElementType::float32;
    std::vector<std::string> dimensions; ///< none: a scalar
    std::vector<hsize_t> chunk;          ///< one length per dimension; none: contiguous
    std::optional<double> fill;          ///< value of what was never written, also its `_FillValue`
    /// Level of shuffle + deflate of the chunks; 0: not compressed.
    unsigned deflate_level = 0;
    /// Bit for bit: a fill of NaN is equal to itself.
    bool operator==(VariableSpec const& other) const;
};

/// An attribute before it is created: a text, or numbers as they lie in memory, so that equal means equal
/// bits.
struct DraftAttribute {
    enum class Kind { text, integer, numbers };
    std::string name;
    Kind kind = Kind::text;
    std::string bytes;
    bool operator==(DraftAttribute const&) const = default;
};

/// A variable, a coordinate or a dimension of a draft.
struct DraftVariable {
    enum class Kind {
        variable,
        coordinate, ///< a float64 variable that gives places along the dimension of its name
        dimension   ///< without coordinates
    };
    VariableSpec spec;
    Kind kind = Kind::variable;
    std::optional<hsize_t> length; ///< of a coordinate or dimension; nothing: unlimited
    std::vector<DraftAttribute> attributes;
    std::string bytes; ///< what stands in it from the start, as it lies in memory; empty: nothing
    bool operator==(DraftVariable const&) const = default;
};

/// Like the functions of `attributes.hpp` of these names.
void put_text(DraftVariable& variable, std::string const& name, std::string const& text);
void put_integer(DraftVariable& variable, std::string const& name, std::int32_t value);
void put_number(DraftVariable& variable, std::string const& name, double value);
void put_numbers(DraftVariable& variable, std::string const& name, std::vector<double> const& values);

/// A netCDF-4 file before it is made: all that is known of it before the first result. Equal drafts make
/// equal files.
class NetcdfDraft {
  public:
    /// A dimension without coordinates.
    void add_dimension(std::string const& name, hsize_t length);
    /// A dimension with a float64 coordinate variable of the same name; unlimited where there is no length.
    void add_coordinate(std::string const& name, std::optional<hsize_t> length);
    /// @pre every dimension was added before
    void add_variable(VariableSpec const& spec);

    bool has_dimension(std::string const& name) const;
    /// The last one of that name. @pre it was added
    DraftVariable& variable(std::string const& name);
    /// In the order in which they were added.
    std::vector<DraftVariable> const& variables() const { return variables_; }

    void write(std::string const& name, std::span<double const> values);
    void write(std::string const& name, std::span<std::int32_t const> values);
    void write(std::string const& name, std::span<char const> values);

    bool operator==(NetcdfDraft const&) const = default;

  private:
    std::vector<DraftVariable> variables_;
};

} // namespace jumelle::hdf5
