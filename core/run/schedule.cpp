#include "core/run/schedule.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jumelle {

namespace {

using Order = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

struct Writer {
    std::size_t model;
    FieldInfo const* info;
};

std::string name_of(ChosenModel const& model) {
    return model.entry->description.name;
}

std::map<std::string, Writer> find_writers(std::vector<ChosenModel> const& models, FaultList& faults) {
    std::map<std::string, Writer> writers;
    for (std::size_t m = 0; m < models.size(); ++m) {
        for (auto const& info : models[m].entry->description.writes) {
            auto const [found, is_new] = writers.insert({info.name, {m, &info}});
            if (is_new) continue;
            faults.add({models[m].place, models[m].path,
                        fmt::format("writes field '{}', which model '{}' writes too", info.name,
                                    name_of(models[found->second.model])),
                        "a field has one writer: leave one of the two models out", FaultKind::configuration});
        }
    }
    for (std::size_t m = 0; m < models.size(); ++m) {
        for (auto const& info : models[m].entry->description.on_request)
            writers.insert({info.name, {m, &info}});
    }
    return writers;
}

/// The unit in which somebody provides `need`; nothing where nobody does.
std::string const* provided_unit(FieldNeed const& need, std::map<std::string, Writer> const& writers,
                                 FieldStore const& territory_fields) {
    auto const writer = writers.find(need.name);
    if (writer != writers.end()) return &writer->second.info->unit;
    if (territory_fields.has(need.name)) return &territory_fields.at(need.name).info.unit;
    return nullptr;
}

void check_needs(ChosenModel const& model, std::map<std::string, Writer> const& writers,
                 FieldStore const& territory_fields, FaultList& faults) {
    for (auto const& need : model.entry->description.reads) {
        auto const* unit = provided_unit(need, writers, territory_fields);
        if (unit == nullptr && need.required) {
            faults.add({model.place, model.path,
                        fmt::format("needs field '{}' [{}], which nobody provides", need.name, need.unit),
                        fmt::format("give territory.fields.{}, or add a model that writes it", need.name),
                        FaultKind::configuration});
        } else if (unit != nullptr && *unit != need.unit) {
            faults.add({model.place, model.path,
                        fmt::format("needs field '{}' in '{}', but it is provided in '{}'", need.name,
                                    need.unit, *unit),
                        "the two models must agree on the unit", FaultKind::configuration});
        }
    }
}

Order order_graph(std::vector<ChosenModel> const& models, std::map<std::string, Writer> const& writers) {
    Order graph(models.size());
    for (std::size_t reader = 0; reader < models.size(); ++reader) {
        for (auto const& need : models[reader].entry->description.reads) {
            auto const writer = writers.find(need.name);
            bool const from_other = writer != writers.end() && writer->second.model != reader;
            if (from_other) boost::add_edge(writer->second.model, reader, graph);
        }
    }
    return graph;
}

/// Adds a fault for each circle of models; its members are told at the place of the first.
void check_circles(std::vector<ChosenModel> const& models, Order const& graph, FaultList& faults) {
    std::vector<int> component(models.size());
    auto const index = boost::get(boost::vertex_index, graph);
    int const count =
        boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index));
    for (int c = 0; c < count; ++c) {
        std::vector<std::string> members;
        std::size_t first = models.size();
        for (std::size_t m = models.size(); m-- > 0;) {
            if (component[m] != c) continue;
            members.insert(members.begin(), name_of(models[m]));
            first = m;
        }
        if (members.size() < 2) continue;
        faults.add({models[first].place, models[first].path,
                    fmt::format("models {} wait for each other's fields", fmt::join(members, ", ")),
                    "one of them must read what the other wrote a window earlier", FaultKind::configuration});
    }
}

/// Kahn's algorithm; of the models that are ready the one that comes first in the scenario goes first.
std::vector<std::size_t> sorted(Order const& graph) {
    std::vector<std::size_t> waits_for(boost::num_vertices(graph), 0);
    for (auto [edge, end] = boost::edges(graph); edge != end; ++edge)
        waits_for[boost::target(*edge, graph)] += 1;
    std::set<std::size_t> ready;
    for (std::size_t m = 0; m < waits_for.size(); ++m) {
        if (waits_for[m] == 0) ready.insert(m);
    }
    std::vector<std::size_t> order;
    while (!ready.empty()) {
        std::size_t const next = *ready.begin();
        ready.erase(ready.begin());
        order.push_back(next);
        for (auto [edge, end] = boost::out_edges(next, graph); edge != end; ++edge) {
            std::size_t const reader = boost::target(*edge, graph);
            if (--waits_for[reader] == 0) ready.insert(reader);
        }
    }
    return order;
}

} // namespace

std::vector<std::size_t> schedule(std::vector<ChosenModel> const& models, FieldStore const& territory_fields,
                                  FaultList& faults) {
    auto const writers = find_writers(models, faults);
    for (auto const& model : models) check_needs(model, writers, territory_fields, faults);
    Order const graph = order_graph(models, writers);
    check_circles(models, graph, faults);
    return sorted(graph);
}

} // namespace jumelle
