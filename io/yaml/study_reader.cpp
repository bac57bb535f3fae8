#include "io/yaml/study_reader.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "io/yaml/flow_text.hpp"
#include "io/yaml/reader.hpp"
#include "io/yaml/text_file.hpp"

namespace jumelle {

namespace {

namespace fs = std::filesystem;
using yaml::Node;

/// Puts a value of the scenario, whatever its shape, on one line: to the study's own language it is text.
void make_text(Node& value) {
    value.text = yaml::flow_text(value);
    value.kind = Node::Kind::scalar;
    value.quoted = true;
    value.items.clear();
    value.entries.clear();
}

void make_values_text(Node* changes) {
    if (changes == nullptr || changes->kind != Node::Kind::map) return;
    for (auto& entry : changes->entries) make_text(entry.value);
}

/// Replaces measures by text: inline ones by themselves, names of files by the measures that they list.
class MeasureFiles {
  public:
    MeasureFiles(fs::path const& folder, FaultList& faults)
        : settings_(yaml::settings_for(folder)), faults_(faults) {}

    void expand(Node* measures) {
        if (measures == nullptr || measures->kind != Node::Kind::list) return;
        std::vector<Node> expanded;
        for (auto& item : measures->items) {
            if (item.kind == Node::Kind::scalar)
                add_file(item, expanded);
            else
                expanded.push_back(std::move(item));
        }
        for (auto& item : expanded) make_text(item);
        measures->items = std::move(expanded);
    }

  private:
    void add_file(Node const& name, std::vector<Node>& to) {
        auto const outcome = yaml::find_file(name.text, settings_);
        if (outcome.files.empty()) {
            faults_.add({name.place, "measures", outcome.message, outcome.hint, FaultKind::configuration});
            return;
        }
        fs::path const file = outcome.files.front();
        Node list =
            yaml::parse_document(yaml::read_text_file(file, "list of measures"), file.string(), faults_);
        if (list.kind != Node::Kind::list) {
            faults_.add({list.place, "",
                         fmt::format("is {}, where a list of measures is needed", kind_name(list)),
                         "write for example - close_road: {edges: [bridge/1]}", FaultKind::configuration});
            return;
        }
        for (auto& item : list.items) to.push_back(std::move(item));
    }

    yaml::PathSettings settings_;
    FaultList& faults_;
};

void make_variants_text(Node* variants, MeasureFiles& files) {
    if (variants == nullptr || variants->kind != Node::Kind::map) return;
    for (auto& entry : variants->entries) {
        make_values_text(entry.value.find("set"));
        files.expand(entry.value.find("measures"));
    }
}

/// The elements of the lists in a map.
void make_lists_text(Node* map) {
    if (map == nullptr || map->kind != Node::Kind::map) return;
    for (auto& entry : map->entries)
        for (auto& item : entry.value.items) make_text(item);
}

void make_samples_text(Node* samples) {
    if (samples == nullptr) return;
    if (Node* cases = samples->find("cases"); cases != nullptr && cases->kind == Node::Kind::map)
        for (auto& entry : cases->entries) make_values_text(&entry.value);
    make_lists_text(samples->find("matrix"));
    if (Node* uncertain = samples->find("uncertain"); uncertain != nullptr)
        make_lists_text(uncertain->find("over"));
}

/// Where the bracket that opens at `open` closes on its line; `npos` where it does not.
std::size_t closing_bracket(std::string const& text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) return i;
    }
    return std::string::npos;
}

/// In braces a comma ends a value: `{a: uniform(0, 1)}` would have a key `1)`. Commas between the brackets of
/// distributions become semicolons, which mean the same there; no column moves.
std::string with_whole_distributions(std::string text) {
    std::size_t const begin = text.find("uncertain:");
    if (begin == std::string::npos) return text;
    auto const is_letter = [&](std::size_t i) {
        return std::isalpha(static_cast<unsigned char>(text[i])) != 0;
    };
    for (std::size_t open = text.find('(', begin); open != std::string::npos;
         open = text.find('(', open + 1)) {
        std::size_t const close = closing_bracket(text, open);
        if (close == std::string::npos || !is_letter(open - 1)) continue;
        std::replace(text.begin() + static_cast<std::ptrdiff_t>(open),
                     text.begin() + static_cast<std::ptrdiff_t>(close), ',', ';');
        open = close;
    }
    return text;
}

} // namespace

StudySpec read_study(fs::path const& file) {
    fs::path const folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    FaultList faults;
    Node root = yaml::parse_document(with_whole_distributions(yaml::read_text_file(file, "study")),
                                     file.string(), faults);
    MeasureFiles files(folder, faults);
    make_variants_text(root.find("variants"), files);
    make_samples_text(root.find("samples"));
    yaml::ReadSettings const settings{yaml::settings_for(folder), common_units()};
    Value const tree = yaml::read_value(root, study_schema(), settings, faults);
    StudySpec study = study_from(tree, faults);
    yaml::throw_sorted(faults, file.string());
    return study;
}

} // namespace jumelle
