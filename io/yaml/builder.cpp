#include "io/yaml/builder.hpp"

#include <fmt/format.h>

namespace jumelle::yaml {

namespace {

std::size_t node_count(Node const& node) {
    std::size_t count = 1;
    for (auto const& item : node.items) count += node_count(item);
    for (auto const& entry : node.entries) count += node_count(entry.value);
    return count;
}

int depth_of(Node const& node) {
    int deepest = 0;
    for (auto const& item : node.items) deepest = std::max(deepest, depth_of(item));
    for (auto const& entry : node.entries) deepest = std::max(deepest, depth_of(entry.value));
    return deepest + 1;
}

[[noreturn]] void refuse(Place const& where, std::string message, std::string hint) {
    throw InputError(Fault{where, "", std::move(message), std::move(hint), FaultKind::configuration});
}

void check_depth(std::size_t depth, Place const& where) {
    if (depth <= static_cast<std::size_t>(deepest_nesting)) return;
    refuse(where, fmt::format("lists and maps stand more than {} deep in each other", deepest_nesting),
           "look for brackets or braces that are not closed");
}

} // namespace

void Builder::OnDocumentStart(YAML::Mark const& mark) {
    if (!has_root_) return;
    refuse(place(mark), "a second document begins here",
           "a scenario is one document: remove the line '---' or make it another file");
}

void Builder::OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) {
    Node node;
    node.place = place(mark);
    finish(std::move(node), anchor);
}

void Builder::OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                       std::string const& value) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.place = place(mark);
    node.text = value;
    node.quoted = tag == "!";
    if (node.quoted) last_quoted_ = mark;
    refuse_tag(tag, node.place);
    finish(std::move(node), anchor);
}

void Builder::OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) {
    auto const found = anchored_.find(anchor);
    if (found == anchored_.end()) {
        refuse(place(mark), "this alias stands inside the value that it names",
               "an alias can only repeat a value that has ended before it");
    }
    count(node_count(found->second), place(mark));
    check_depth(stack_.size() + static_cast<std::size_t>(depth_of(found->second)), place(mark));
    finish(found->second, 0);
}

void Builder::OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value /*style*/) {
    Node node;
    node.kind = Node::Kind::list;
    node.place = place(mark);
    open(std::move(node), tag, anchor);
}

void Builder::OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) {
    Node node;
    node.kind = Node::Kind::map;
    node.place = place(mark);
    open(std::move(node), tag, anchor);
}

void Builder::open(Node node, std::string const& tag, YAML::anchor_t anchor) {
    refuse_tag(tag, node.place);
    check_depth(stack_.size() + 1, node.place);
    Open opened;
    opened.node = std::move(node);
    opened.anchor = anchor;
    stack_.push_back(std::move(opened));
}

void Builder::close() {
    Open closed = std::move(stack_.back());
    stack_.pop_back();
    finish(std::move(closed.node), closed.anchor);
}

void Builder::finish(Node node, YAML::anchor_t anchor) {
    count(1, node.place);
    if (anchor != 0) {
        // Anchors inside anchors are kept once each.
        count(node_count(node), node.place);
        anchored_[anchor] = node;
    }
    if (stack_.empty()) {
        root_ = std::move(node);
        has_root_ = true;
        return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == Node::Kind::list) {
        parent.node.items.push_back(std::move(node));
    } else if (!parent.waits_for_value) {
        take_key(parent, node);
    } else {
        if (!parent.drops_value) {
            if (node.kind == Node::Kind::null) node.place = parent.key_place;
            parent.node.entries.push_back({parent.key, parent.key_place, std::move(node)});
        }
        parent.waits_for_value = false;
    }
}

void Builder::take_key(Open& map, Node const& key) {
    map.waits_for_value = true;
    map.drops_value = true;
    map.key = key.text;
    map.key_place = key.place;
    auto const fault = [&](std::string message, std::string hint) {
        faults_.add({key.place, "", std::move(message), std::move(hint), FaultKind::configuration});
    };
    if (key.kind != Node::Kind::scalar) {
        fault(fmt::format("a key is a word, not {}", kind_name(key)), "write key: value");
    } else if (key.text == "<<" && !key.quoted) {
        fault("merge keys ('<<') are not part of this language",
              "repeat the keys, or repeat a whole value by an alias");
    } else if (!map.keys.insert(key.text).second) {
        fault(fmt::format("the key '{}' stands here a second time", key.text), "keep one of the two");
    } else {
        map.drops_value = false;
    }
}

void Builder::count(std::size_t nodes, Place const& where) {
    nodes_ += nodes;
    if (nodes_ <= most_nodes) return;
    refuse(where, fmt::format("this text stands for more than {} values", most_nodes),
           "look for aliases that repeat aliases; put large tables into CSV files");
}

void Builder::refuse_tag(std::string const& tag, Place const& where) {
    if (tag.empty() || tag == "!" || tag == "?") return;
    faults_.add({where, "", fmt::format("tags such as '{}' are not part of this language", tag),
                 "remove it: each key knows what it needs", FaultKind::configuration});
}

} // namespace jumelle::yaml
