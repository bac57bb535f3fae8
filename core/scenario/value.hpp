#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/time.hpp"

namespace jumelle {

/// One checked value of a scenario, in SI units, that still knows where in which file it stands. The reader
/// has checked kind, unit and range against the `Schema`; asking for the wrong kind is the programmer's
/// mistake.
class Value {
  public:
    enum class Kind { absent, boolean, integer, quantity, text, instant, list, map };

    Kind kind() const { return kind_; }
    bool is_absent() const { return kind_ == Kind::absent; }
    bool is_map() const { return kind_ == Kind::map; }
    bool is_list() const { return kind_ == Kind::list; }
    bool is_quantity() const { return kind_ == Kind::quantity; }
    bool is_text() const { return kind_ == Kind::text; }

    bool boolean() const;
    std::int64_t integer() const;
    /// In SI base units (metres, seconds, kelvin, radians, fractions); a duration is seconds.
    double quantity() const;
    /// Text, chosen name, or path; paths are absolute with `${JUMELLE_DATA}` expanded.
    std::string const& text() const;
    Instant instant() const;
    std::vector<Value> const& list() const;
    std::map<std::string, Value> const& map() const;

    /// @pre is_map(); @returns the member, or an absent value
    Value const& operator[](std::string const& key) const;
    bool has(std::string const& key) const { return !(*this)[key].is_absent(); }

    Place const& place() const { return place_; }
    /// Path from the root, `models.flood.manning`.
    std::string const& path() const { return path_; }
    /// Whether the value was written by the user rather than filled in by default.
    bool is_default() const { return default_; }
    /// A fault at this value's place.
    Fault fault(std::string message, std::string hint, FaultKind kind = FaultKind::configuration) const {
        return {place_, path_, std::move(message), std::move(hint), kind};
    }

    static Value make_boolean(bool v);
    static Value make_integer(std::int64_t v);
    static Value make_quantity(double si);
    static Value make_text(std::string v);
    static Value make_instant(Instant v);
    static Value make_list(std::vector<Value> v);
    static Value make_map(std::map<std::string, Value> v);
    /// The same value with its place, path, and whether it is a default.
    Value located(Place place, std::string path, bool is_default = false) &&;

  private:
    Kind kind_ = Kind::absent;
    bool boolean_ = false;
    std::int64_t integer_ = 0; ///< also the ticks of an instant
    double quantity_ = 0.0;
    std::string text_;
    std::vector<Value> list_;
    std::map<std::string, Value> map_;
    Place place_;
    std::string path_;
    bool default_ = false;
};

} // namespace jumelle
