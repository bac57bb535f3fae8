#include "io/yaml/study_reader.hpp"

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

void make_samples_text(Node* samples) {
    if (samples == nullptr) return;
    if (Node* cases = samples->find("cases"); cases != nullptr && cases->kind == Node::Kind::map)
        for (auto& entry : cases->entries) make_values_text(&entry.value);
    Node* matrix = samples->find("matrix");
    if (matrix == nullptr || matrix->kind != Node::Kind::map) return;
    for (auto& entry : matrix->entries)
        for (auto& value : entry.value.items) make_text(value);
}

} // namespace

StudySpec read_study(fs::path const& file) {
    fs::path const folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    FaultList faults;
    Node root = yaml::parse_document(yaml::read_text_file(file, "study"), file.string(), faults);
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
