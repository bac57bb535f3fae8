#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/scenario/value.hpp"

namespace jumelle {

/// What may stand at one place of a scenario: the single source for reading, checking, `describe`, the JSON
/// Schema and the reference pages. Built like a sentence:
///
///     quantity("s/m^(1/3)").between(0.01, 0.3).by_default(0.03)
///         .says("Manning's roughness of the ground").from("Chow 1959, table 5-6")
///         .hint("typical street asphalt is 0.013")
class Schema {
  public:
    enum class Kind {
        boolean,
        integer,
        quantity,
        text,
        choice,
        path,
        folder,
        files,
        instant,
        list,
        map,
        dictionary,
        either
    };
    struct Member;

    Kind kind = Kind::text;
    std::string unit;                 ///< of a quantity, as in the sentence `0.01 .. 0.3 s/m^(1/3)`
    std::optional<double> low, high;  ///< range of a quantity in `unit`, or of an integer
    bool low_excluded = false;        ///< `above(0)`: zero itself is not allowed
    bool bare_number = false;         ///< a coordinate: the number stands without its unit
    std::vector<std::string> choices; ///< of a choice
    std::vector<Member> members;      ///< of a map, in the order in which they are described
    std::vector<std::string> one_of;  ///< of a map: exactly one of these members must be given
    std::shared_ptr<Schema> element;  ///< of a list or dictionary
    std::vector<Schema> alternatives; ///< of an either: told apart by shape
    std::size_t shortest = 0, longest = static_cast<std::size_t>(-1); ///< of a list
    bool optional = false; ///< may be left out without having a default
    std::string sentence, source, hint_text;
    std::string default_text; ///< the default as a person would write it, `0.03 s/m^(1/3)`, `{}`; empty: none

    Schema& between(double from, double to);
    Schema& at_least(double from);
    Schema& above(double from);
    Schema& at_most(double to);
    Schema& by_default(double value_in_unit);    ///< quantity
    Schema& by_default(std::string const& text); ///< choice, text
    Schema& by_default_integer(std::int64_t v);
    Schema& by_default_boolean(bool v);
    Schema& may_be_absent();
    Schema& exactly_one_of(std::vector<std::string> keys);
    Schema& sized(std::size_t from, std::size_t to);
    Schema& says(std::string text);
    Schema& from(std::string source_text);
    Schema& hint(std::string text);
    /// Adds a member to a map.
    Schema& with(std::string name, Schema schema);
    Schema const* member(std::string const& name) const;
    std::vector<std::string> member_names() const;
};

struct Schema::Member {
    std::string name;
    Schema schema;
};

Schema quantity(std::string unit);
Schema integer();
Schema boolean();
Schema text();
Schema choice(std::vector<std::string> names);
/// A file that is read: the path is relative to the scenario's folder.
Schema path();
/// A folder that is read.
Schema folder();
/// One or more files that are read: a path whose last part may hold `*` and `?`. The value is a sorted list.
Schema files();
/// A position along an axis of the territory's CRS [m], written as a bare number.
Schema coordinate();
/// A moment, ISO 8601.
Schema instant();
Schema list_of(Schema element);
/// A map with the given members only; `with` adds them.
Schema map();
/// A map whose keys the user chooses.
Schema dictionary_of(Schema element);
/// One of several shapes: at most one list, one map and one scalar alternative, and besides the scalar one
/// choice of words, which goes first where the text is one of its words.
Schema either(std::vector<Schema> alternatives);

} // namespace jumelle
