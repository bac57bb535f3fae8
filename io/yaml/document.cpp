#include "io/yaml/document.hpp"

#include <array>
#include <fmt/format.h>
#include <sstream>
#include <utility>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "io/yaml/builder.hpp"

namespace jumelle::yaml {

namespace {

Fault fault_at(Place place, std::string message, std::string hint) {
    return {std::move(place), "", std::move(message), std::move(hint), FaultKind::configuration};
}

struct ByteRange {
    unsigned low, high;
    constexpr bool holds(unsigned byte) const { return byte >= low && byte <= high; }
};

/// Bytes that continue a UTF-8 sequence.
constexpr ByteRange utf8_tail{0x80, 0xBF};

/// Well-formed UTF-8 by its first two bytes; all further ones are tails. Source: RFC 3629, section 4.
struct Utf8Sequence {
    ByteRange first, second;
    std::size_t length;
};
constexpr std::array<Utf8Sequence, 8> utf8_sequences{{{{0x00, 0x7F}, utf8_tail, 1},
                                                      {{0xC2, 0xDF}, utf8_tail, 2},
                                                      {{0xE0, 0xE0}, {0xA0, 0xBF}, 3},
                                                      {{0xED, 0xED}, {0x80, 0x9F}, 3},
                                                      {{0xE1, 0xEF}, utf8_tail, 3},
                                                      {{0xF0, 0xF0}, {0x90, 0xBF}, 4},
                                                      {{0xF4, 0xF4}, {0x80, 0x8F}, 4},
                                                      {{0xF1, 0xF3}, utf8_tail, 4}}};

/// Length of the well-formed UTF-8 sequence that begins at `i`; 0 where there is none.
/// Source: RFC 3629, section 4.
std::size_t utf8_length(std::string const& text, std::size_t i) {
    auto const byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    for (auto const& row : utf8_sequences) {
        if (!row.first.holds(byte(i))) continue;
        if (row.length == 1) return 1;
        bool sound = row.second.holds(byte(i + 1));
        for (std::size_t at = 2; at < row.length; ++at) sound = sound && utf8_tail.holds(byte(i + at));
        return sound ? row.length : 0;
    }
    return 0;
}

void check_text(std::string const& text, std::string const& file) {
    if (text.size() > largest_text_bytes) {
        throw InputError(fault_at({file, 0, 0},
                                  fmt::format("is larger than {} KiB", largest_text_bytes / 1024),
                                  "a scenario is short; put large tables into CSV files"));
    }
    Place place{file, 1, 1};
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const length = utf8_length(text, i);
        auto const c = static_cast<unsigned char>(text[i]);
        bool const control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        if (length == 0 || control) {
            throw InputError(fault_at(place,
                                      fmt::format("byte 0x{:02X} does not belong into a text", unsigned{c}),
                                      "is this a scenario? save it as plain UTF-8 text"));
        }
        place = c == '\n' ? Place{file, place.line + 1, 1} : Place{file, place.line, place.column + 1};
        i += length;
    }
}

bool tab_in_indentation(std::string_view line) {
    return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

/// Whether `text`, which begins with a quote, never closes it.
bool quote_stays_open(std::string_view text) {
    char const quote = text.empty() ? ' ' : text.front();
    if (quote != '"' && quote != '\'') return false; // a block of text
    for (std::size_t i = 1; i < text.size(); ++i) {
        bool const escaped = quote == '"' ? text[i] == '\\' : text.substr(i, 2) == "''";
        if (escaped) {
            ++i;
        } else if (text[i] == quote) {
            return false;
        }
    }
    return true;
}

struct Phrase {
    std::string_view parser, message, hint;
};

/// What yaml-cpp's messages mean to the person who wrote the text.
constexpr std::array phrases{
    Phrase{"end of map not found", "this line does not line up with the ones above",
           "keys of one map begin in the same column"},
    Phrase{"end of sequence not found", "this line does not line up with the list above",
           "the dashes of one list stand in the same column"},
    Phrase{"end of map flow not found", "the brace { is not closed", "look for a missing } or comma"},
    Phrase{"end of sequence flow not found", "the bracket [ is not closed", "look for a missing ] or comma"},
    Phrase{"illegal map value", "a colon stands where no value can begin",
           "line up the keys of one map, and put texts that hold ': ' into quotes"},
    Phrase{"illegal flow end", "this closes another bracket than the one that is open",
           "look for a missing ] or }"},
    Phrase{"illegal EOF in scalar", "the quotes are not closed", "look for a missing \" or '"},
    Phrase{"illegal block entry", "a list entry '- ' stands where none can begin",
           "begin the list on its own line"},
    Phrase{"the referenced anchor is not defined", "this alias names nothing",
           "write &name before the value that *name repeats"},
    Phrase{"unknown token", "a character stands where no value can begin",
           "put texts that begin with a special character into quotes"},
};

Fault parser_fault(YAML::Exception const& error, Places const& places) {
    bool const known = !error.mark.is_null();
    Place const place = known ? places.place(error.mark.line, error.mark.column) : Place{places.file(), 0, 0};
    if (known && tab_in_indentation(places.line(error.mark.line))) {
        return fault_at(place, "a tab stands in the indentation", "indent with spaces");
    }
    for (auto const& phrase : phrases) {
        if (error.msg == phrase.parser) {
            return fault_at(place, std::string(phrase.message), std::string(phrase.hint));
        }
    }
    return fault_at(place, "is not YAML: " + error.msg, "look at this line and the one above");
}

} // namespace

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

Node const* Node::find(std::string_view key) const {
    for (auto const& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

std::vector<std::string> Node::keys() const {
    std::vector<std::string> names;
    for (auto const& entry : entries) names.push_back(entry.key);
    return names;
}

std::string kind_name(Node const& node) {
    switch (node.kind) {
    case Node::Kind::scalar:
        return "text";
    case Node::Kind::list:
        return "a list";
    case Node::Kind::map:
        return "a map";
    case Node::Kind::null:
        break;
    }
    return "nothing";
}

void move_to(Node& node, Place const& place) {
    node.place = place;
    for (auto& item : node.items) move_to(item, place);
    for (auto& entry : node.entries) {
        entry.key_place = place;
        move_to(entry.value, place);
    }
}

Node parse_document(std::string const& text, std::string const& file, FaultList& faults) {
    check_text(text, file);
    Places const places(text, file);
    std::istringstream stream(text);
    Builder builder(places, faults);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (YAML::Exception const& error) {
        throw InputError(parser_fault(error, places));
    }
    // The parser takes the end of the text for the end of the quotes.
    YAML::Mark const& quoted = builder.last_quoted();
    if (!quoted.is_null() && quote_stays_open(places.from(quoted.line, quoted.column))) {
        throw InputError(fault_at(places.place(quoted.line, quoted.column), "the quotes are not closed",
                                  "look for a missing \" or '"));
    }
    Node root = builder.take_root();
    if (!builder.has_root() || root.kind == Node::Kind::null) {
        throw InputError(fault_at({file, 0, 0}, "is empty", "begin with the line jumelle: 1"));
    }
    return root;
}

} // namespace jumelle::yaml
