#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "io/yaml/document.hpp"
#include "io/yaml/places.hpp"

namespace jumelle::yaml {

/// Builds a tree of nodes out of the parser's events.
class Builder : public YAML::EventHandler {
  public:
    Builder(Places const& places, FaultList& faults) : places_(places), faults_(faults) {}

    void OnDocumentStart(YAML::Mark const& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override;
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override;
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override;
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

    /// Where the last scalar that is no plain word begins.
    YAML::Mark const& last_quoted() const { return last_quoted_; }
    Node take_root() { return std::move(root_); }
    bool has_root() const { return has_root_; }

  private:
    /// A list or map that is still being filled.
    struct Open {
        Node node;
        YAML::anchor_t anchor = 0;
        bool waits_for_value = false; ///< a map's key has been read
        bool drops_value = false;     ///< that key is faulty: its value is read and forgotten
        std::string key;
        Place key_place;
        std::set<std::string> keys;
    };

    Place place(YAML::Mark const& mark) const { return places_.place(mark.line, mark.column); }
    void open(Node node, std::string const& tag, YAML::anchor_t anchor);
    void close();
    /// Hands a finished node to the list or map that it stands in.
    void finish(Node node, YAML::anchor_t anchor);
    void take_key(Open& map, Node const& key);
    void count(std::size_t nodes, Place const& where);
    void refuse_tag(std::string const& tag, Place const& where);

    Places const& places_;
    FaultList& faults_;
    Node root_;
    bool has_root_ = false;
    std::vector<Open> stack_;
    std::map<YAML::anchor_t, Node> anchored_;
    std::size_t nodes_ = 0;
    YAML::Mark last_quoted_ = YAML::Mark::null_mark();
};

} // namespace jumelle::yaml
