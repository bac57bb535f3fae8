#include "core/territory/measures/drains.hpp"

namespace jumelle {

namespace {

/// Gives `number` a new value where there is one; true where that is another.
bool becomes(double& number, std::optional<double> const& now) {
    if (!now || *now == number) return false;
    number = *now;
    return true;
}

bool change_pipe(DrainPipe& pipe, PipeChange const& change) {
    bool changed = becomes(pipe.manning, change.manning);
    changed = becomes(pipe.shape.barrels, change.barrels) || changed;
    if (!change.diameter_m) return changed;
    bool const was_circular = pipe.shape.shape == PipeShape::circular;
    pipe.shape.shape = PipeShape::circular;
    pipe.shape.width_m = 0.0;
    return becomes(pipe.shape.height_m, change.diameter_m) || changed || !was_circular;
}

} // namespace

MeasureRecord change_pipes(Territory& territory, std::vector<std::size_t> const& pipes,
                           PipeChange const& change) {
    MeasureRecord record;
    for (std::size_t const pipe : pipes) {
        DrainPipe& changed = territory.drains->pipes[pipe];
        if (!change_pipe(changed, change)) continue;
        ++record.pipes;
        record.length_m += changed.length_m;
    }
    return record;
}

std::vector<std::size_t> pipes_inside(DrainNetwork const& drains, Region const& region) {
    auto const lies_in = [&](std::int32_t node) {
        if (node < 0) return false;
        auto const& at = drains.nodes[static_cast<std::size_t>(node)].position;
        return at && contains(region, *at);
    };
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < drains.pipes.size(); ++i) {
        if (lies_in(drains.pipes[i].from) && lies_in(drains.pipes[i].to)) found.push_back(i);
    }
    return found;
}

std::optional<std::size_t> pipe_named(DrainNetwork const& drains, std::string const& name) {
    for (std::size_t i = 0; i < drains.pipes.size(); ++i) {
        if (drains.pipes[i].name == name) return i;
    }
    return std::nullopt;
}

} // namespace jumelle
