#include "io/yaml/reader.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

#include "core/scenario/describe.hpp"
#include "io/units/number.hpp"
#include "io/yaml/defaults.hpp"
#include "io/yaml/quantity_reader.hpp"

namespace jumelle::yaml {

namespace {

using Kind = Schema::Kind;

bool is_scalar_kind(Kind kind) {
    return kind != Kind::list && kind != Kind::map && kind != Kind::dictionary && kind != Kind::either;
}

bool names_word(Schema const& schema, std::string const& word) {
    return std::find(schema.choices.begin(), schema.choices.end(), word) != schema.choices.end();
}

std::string joined(std::string const& path, std::string const& key) {
    return path.empty() ? key : path + "." + shown(key);
}

/// `a and b`, `a, b and c`.
std::string enumeration(std::vector<std::string> const& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += "'" + names[i] + "'";
    }
    return text;
}

class TreeReader {
  public:
    TreeReader(ReadSettings const& settings, FaultList& faults) : settings_(settings), faults_(faults) {}

    Value read(Node const& node, Schema const& schema, std::string const& path) {
        switch (schema.kind) {
        case Kind::either:
            return read_either(node, schema, path);
        case Kind::map:
            return read_map(node, schema, path);
        case Kind::dictionary:
            return read_dictionary(node, schema, path);
        case Kind::list:
            return read_list(node, schema, path);
        default:
            return read_scalar(node, schema, path);
        }
    }

  private:
    Value hole(Node const& node, std::string const& path) const {
        return Value().located(node.place, path, reading_default_);
    }
    Value found(Value value, Node const& node, std::string const& path) const {
        return std::move(value).located(node.place, path, reading_default_);
    }
    void fault(Place const& place, std::string const& path, std::string message, std::string hint) {
        faults_.add({place, path, std::move(message), std::move(hint), FaultKind::configuration});
    }
    Value refuse(Node const& node, std::string const& path, std::string message, std::string hint) {
        fault(node.place, path, std::move(message), std::move(hint));
        return hole(node, path);
    }

    Value wrong_shape(Node const& node, Schema const& schema, std::string const& path) {
        std::string hint = schema.hint_text.empty() ? schema.sentence : schema.hint_text;
        if (node.kind == Node::Kind::null) {
            if (hint.empty()) hint = "write a value, or leave the key out";
            return refuse(node, path, fmt::format("has no value: {} is needed", kind_phrase(schema)), hint);
        }
        if (hint.empty() && schema.kind == Kind::map) {
            hint = fmt::format("its keys are {}", fmt::join(schema.member_names(), ", "));
        }
        return refuse(node, path,
                      fmt::format("is {}, where {} is needed", kind_name(node), kind_phrase(schema)), hint);
    }

    Value read_either(Node const& node, Schema const& schema, std::string const& path) {
        Schema const* match = alternative_for(node, schema);
        if (match == nullptr) return wrong_shape(node, schema, path);
        if (match->kind == Kind::quantity && !split_number(node.text)) {
            for (auto const& other : schema.alternatives) {
                if (other.kind != Kind::choice) continue;
                return refuse(node, path,
                              fmt::format("{} is neither {} nor {}", quoted(node.text),
                                          fmt::join(other.choices, " nor "), kind_phrase(*match)),
                              hint_for_name(node.text, other.choices));
            }
        }
        Schema chosen = *match;
        if (chosen.hint_text.empty()) chosen.hint_text = schema.hint_text;
        if (chosen.sentence.empty()) chosen.sentence = schema.sentence;
        return read(node, chosen, path);
    }

    static Schema const* alternative_for(Node const& node, Schema const& schema) {
        Schema const* match = nullptr;
        for (auto const& alternative : schema.alternatives) {
            bool fits = false;
            if (node.kind == Node::Kind::scalar) {
                if (alternative.kind == Kind::choice && names_word(alternative, node.text))
                    return &alternative;
                fits = is_scalar_kind(alternative.kind) && (match == nullptr || match->kind == Kind::choice);
            } else if (node.kind == Node::Kind::list) {
                fits = alternative.kind == Kind::list;
            } else if (node.kind == Node::Kind::map) {
                fits = alternative.kind == Kind::map || alternative.kind == Kind::dictionary;
            }
            if (fits) match = &alternative;
        }
        return match;
    }

    Value read_map(Node const& node, Schema const& schema, std::string const& path) {
        // `flood:` with nothing behind it is a map whose keys all keep their defaults.
        bool const is_map = node.kind == Node::Kind::map || node.kind == Node::Kind::null;
        if (!is_map) return wrong_shape(node, schema, path);
        std::map<std::string, Value> members = holes_of_unknown_keys(node, schema, path);
        check_one_of(node, schema, path, members);
        for (auto const& member : schema.members) {
            if (members.contains(member.name)) continue;
            Value value = read_member(node, member, schema, path);
            bool const given = !value.is_absent() || !value.path().empty();
            if (given) members.emplace(member.name, std::move(value));
        }
        return found(Value::make_map(std::move(members)), node, path);
    }

    /// Tells of unknown keys. A key that is likely meant by one of them is left as a hole, so that nobody
    /// calls it missing as well.
    std::map<std::string, Value> holes_of_unknown_keys(Node const& node, Schema const& schema,
                                                       std::string const& path) {
        std::map<std::string, Value> holes;
        auto const names = schema.member_names();
        for (auto const& entry : node.entries) {
            if (schema.member(entry.key) != nullptr) continue;
            fault(entry.key_place, joined(path, entry.key), "unknown key", hint_for_name(entry.key, names));
            auto const meant = nearest_name(entry.key, names);
            if (meant && node.find(*meant) == nullptr)
                holes.emplace(*meant, hole(node, joined(path, *meant)));
        }
        return holes;
    }

    Value read_member(Node const& node, Schema::Member const& member, Schema const& map,
                      std::string const& path) {
        std::string const member_path = joined(path, member.name);
        if (Node const* given = node.find(member.name)) return read(*given, member.schema, member_path);
        if (!member.schema.default_text.empty()) return read_default(node, member.schema, member_path);
        bool const one_of = std::find(map.one_of.begin(), map.one_of.end(), member.name) != map.one_of.end();
        if (member.schema.optional || one_of) return Value();
        std::string const what =
            member.schema.sentence.empty() ? kind_text(member.schema) : member.schema.sentence;
        fault(node.place, member_path, "is missing: " + what,
              member.schema.hint_text.empty() ? needed(member) : member.schema.hint_text);
        return Value();
    }

    static std::string needed(Schema::Member const& member) {
        if (member.schema.kind == Kind::quantity) {
            return fmt::format("write for example {}: {}", member.name, example_of(member.schema));
        }
        return fmt::format("write {}: with {} behind it", member.name, kind_phrase(member.schema));
    }

    Value read_default(Node const& where, Schema const& schema, std::string const& path) {
        Node node = default_node(schema.default_text, where.place.file, faults_);
        move_to(node, where.place);
        bool const before = std::exchange(reading_default_, true);
        Value value = read(node, schema, path);
        reading_default_ = before;
        return value;
    }

    void check_one_of(Node const& node, Schema const& schema, std::string const& path,
                      std::map<std::string, Value> const& holes) {
        if (schema.one_of.empty()) return;
        std::vector<std::string> given;
        for (auto const& key : schema.one_of) {
            if (node.find(key) != nullptr || holes.contains(key)) given.push_back(key);
        }
        if (given.size() == 1) return;
        std::string const known = fmt::format("{}", fmt::join(schema.one_of, ", "));
        if (given.empty()) {
            bool const only = schema.one_of.size() == 1;
            fault(node.place, path,
                  only ? fmt::format("needs '{}'", known) : fmt::format("needs one of {}", known),
                  only ? fmt::format("write {}: with a value behind it", known)
                       : "write exactly one of them");
        } else {
            fault(node.place, path, fmt::format("has {}, which exclude each other", enumeration(given)),
                  "keep one of them");
        }
    }

    Value read_dictionary(Node const& node, Schema const& schema, std::string const& path) {
        bool const is_map = node.kind == Node::Kind::map || node.kind == Node::Kind::null;
        if (!is_map) return wrong_shape(node, schema, path);
        std::map<std::string, Value> members;
        for (auto const& entry : node.entries) {
            members.emplace(entry.key, read(entry.value, *schema.element, joined(path, entry.key)));
        }
        return found(Value::make_map(std::move(members)), node, path);
    }

    Value read_list(Node const& node, Schema const& schema, std::string const& path) {
        if (node.kind != Node::Kind::list) return wrong_shape(node, schema, path);
        std::size_t const size = node.items.size();
        if (size < schema.shortest || size > schema.longest) {
            std::string const wanted = schema.shortest == schema.longest ? fmt::format("{}", schema.shortest)
                                       : size < schema.shortest ? fmt::format("at least {}", schema.shortest)
                                                                : fmt::format("at most {}", schema.longest);
            return refuse(
                node, path,
                fmt::format("has {} element{}, where {} are needed", size, size == 1 ? "" : "s", wanted),
                schema.hint_text.empty() ? schema.sentence : schema.hint_text);
        }
        std::vector<Value> values;
        for (std::size_t i = 0; i < size; ++i) {
            values.push_back(read(node.items[i], *schema.element, fmt::format("{}[{}]", path, i)));
        }
        return found(Value::make_list(std::move(values)), node, path);
    }

    Value read_scalar(Node const& node, Schema const& schema, std::string const& path) {
        if (node.kind != Node::Kind::scalar) return wrong_shape(node, schema, path);
        switch (schema.kind) {
        case Kind::boolean:
            return read_boolean(node, schema, path);
        case Kind::integer:
            return read_integer(node, schema, path);
        case Kind::quantity:
            return read_number(node, schema, path);
        case Kind::choice:
            return read_choice(node, schema, path);
        case Kind::instant:
            return read_instant(node, path);
        case Kind::path:
        case Kind::folder:
        case Kind::files:
            return read_path(node, schema, path);
        default:
            break;
        }
        if (node.text.empty()) return refuse(node, path, "is empty", schema.sentence);
        return found(Value::make_text(node.text), node, path);
    }

    Value read_boolean(Node const& node, Schema const& schema, std::string const& path) {
        if (node.text == "true" || node.text == "false") {
            return found(Value::make_boolean(node.text == "true"), node, path);
        }
        return refuse(node, path, fmt::format("{} is neither true nor false", quoted(node.text)),
                      schema.hint_text.empty() ? "write true or false" : schema.hint_text);
    }

    Value read_integer(Node const& node, Schema const& schema, std::string const& path) {
        std::int64_t number = 0;
        char const* const end = node.text.data() + node.text.size();
        auto const [stop, error] = std::from_chars(node.text.data(), end, number);
        if (error == std::errc::result_out_of_range && stop == end) {
            return refuse(node, path, fmt::format("{} is too large", shown(node.text)),
                          "64 bits must hold it");
        }
        if (error != std::errc{} || stop != end) {
            return refuse(node, path, fmt::format("{} is not a whole number", quoted(node.text)),
                          schema.hint_text.empty() ? "write digits only, such as 42" : schema.hint_text);
        }
        std::string const reason = outside_range(static_cast<double>(number), schema);
        if (!reason.empty())
            return refuse(node, path, fmt::format("{} {}", number, reason),
                          schema.hint_text.empty() ? schema.sentence : schema.hint_text);
        return found(Value::make_integer(number), node, path);
    }

    Value read_number(Node const& node, Schema const& schema, std::string const& path) {
        auto outcome = read_quantity(node.text, schema, settings_.units);
        if (outcome.si) return found(Value::make_quantity(*outcome.si), node, path);
        if (outcome.hint.empty()) outcome.hint = schema.sentence;
        return refuse(node, path, outcome.message, outcome.hint);
    }

    Value read_choice(Node const& node, Schema const& schema, std::string const& path) {
        if (names_word(schema, node.text)) return found(Value::make_text(node.text), node, path);
        return refuse(node, path, fmt::format("{} is not known here", quoted(node.text)),
                      hint_for_name(node.text, schema.choices));
    }

    Value read_instant(Node const& node, std::string const& path) {
        if (auto const instant = parse_instant(node.text)) {
            return found(Value::make_instant(*instant), node, path);
        }
        return refuse(node, path, fmt::format("{} is not a moment", quoted(node.text)),
                      "write 2025-07-01T08:00+02:00, between the years 1678 and 2261");
    }

    Value read_path(Node const& node, Schema const& schema, std::string const& path) {
        bool const many = schema.kind == Kind::files;
        auto outcome = many                          ? find_files(node.text, settings_.paths)
                       : schema.kind == Kind::folder ? find_folder(node.text, settings_.paths)
                                                     : find_file(node.text, settings_.paths);
        if (outcome.files.empty()) return refuse(node, path, outcome.message, outcome.hint);
        if (!many) return found(Value::make_text(outcome.files.front()), node, path);
        std::vector<Value> files;
        for (auto& file : outcome.files) {
            files.push_back(found(Value::make_text(std::move(file)), node, path));
        }
        return found(Value::make_list(std::move(files)), node, path);
    }

    ReadSettings const& settings_;
    FaultList& faults_;
    bool reading_default_ = false;
};

} // namespace

Value read_value(Node const& node, Schema const& schema, ReadSettings const& settings, FaultList& faults) {
    return TreeReader(settings, faults).read(node, schema, "");
}

} // namespace jumelle::yaml
