#include "models/traffic/kernels/link_transmission/link_times.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

/// Times nearer than this to a time of the grid are that time [steps]: L / (v dt) of round numbers comes out
/// a rounding error beside an integer.
constexpr double snap_steps = 1e-9;

/// A moment `back` steps before time `step`, or before the begin of time.
Moment before(std::int32_t step, double back) {
    double const nearest = std::round(back);
    double const exact = std::abs(back - nearest) <= snap_steps ? nearest : back;
    double const lag = std::ceil(exact);
    constexpr double longest_lag = 1 << 30;
    if (lag > longest_lag) return {step - static_cast<std::int32_t>(longest_lag), 0.0};
    return {step - static_cast<std::int32_t>(lag), lag - exact};
}

} // namespace

LinkTimes::LinkTimes(TransmissionNetwork const& network, double step_s, std::int32_t steps)
    : speed_mps_(network.speed_mps), step_s_(step_s), steps_(steps) {
    JUMELLE_EXPECTS(step_s > 0.0 && steps >= 0);
    links_.reserve(network.to.size());
    for (std::int32_t link = 0; link < network.links(); ++link) links_.push_back(data_of(network, link));
}

LinkTimes::LinkData LinkTimes::data_of(TransmissionNetwork const& network, std::int32_t link) {
    double const length_m = network.length_m[link];
    double const free = length_m / (network.speed_mps[link] * step_s_);
    double const wave = length_m / (network.wave_mps[link] * step_s_);
    LinkData data;
    data.free_steps = std::max(free, 1.0);
    data.capacity = network.capacity_vps[link] * step_s_;
    data.room = network.jam_vpm[link] * length_m;
    double const wave_steps = std::max(wave, 1.0);
    if (free < 1.0 - snap_steps || wave < 1.0 - snap_steps) {
        double const most = std::min(data.capacity, data.room / (free + wave));
        data.room = std::max(data.room, most * (data.free_steps + wave_steps));
        ++fit_.lengthened_links;
        fit_.longest_addition_s = std::max(fit_.longest_addition_s, (data.free_steps - free) * step_s_);
    }
    Moment const entry = before(0, data.free_steps);
    Moment const release = before(0, wave_steps);
    data.free_lag = -entry.index;
    data.free_weight = entry.weight;
    data.wave_lag = -release.index;
    data.wave_weight = release.weight;
    return data;
}

std::vector<LinkTimes::Epoch> LinkTimes::epochs_of(std::int32_t link,
                                                   std::span<LinkChange const> changes) const {
    LinkData const& data = links_[link];
    std::vector<Epoch> epochs{{0, data.free_steps, data.capacity}};
    for (LinkChange const& change : changes) {
        auto const from = static_cast<std::int32_t>(std::ceil(change.from_s / step_s_ - snap_steps));
        double const free_steps = data.free_steps * (speed_mps_[link] / change.speed_mps);
        Epoch const epoch{std::max(from, 0), free_steps, change.capacity_vps * step_s_};
        if (epoch.from == epochs.back().from) {
            epochs.back() = epoch;
        } else {
            epochs.push_back(epoch);
        }
    }
    return epochs;
}

Moment LinkTimes::entry_of(std::span<Epoch const> epochs, std::int32_t time) {
    double ahead = 1.0; // share of the link that is still to be driven, back in time
    for (std::size_t at = epochs.size(); at-- > 1;) {
        Epoch const& epoch = epochs[at];
        double const span = time - epoch.from;
        double const back = ahead > 0.0 ? ahead * epoch.free_steps : 0.0;
        if (back <= span + snap_steps) return before(time, back);
        ahead -= span / epoch.free_steps;
        time = epoch.from;
    }
    return before(time, ahead > 0.0 ? ahead * epochs.front().free_steps : 0.0);
}

LinkTimes::Schedule LinkTimes::schedule_of(std::int32_t link, std::span<LinkChange const> changes) const {
    auto const epochs = epochs_of(link, changes);
    Schedule schedule;
    schedule.link = link;
    schedule.entry.reserve(static_cast<std::size_t>(steps_));
    schedule.capacity.reserve(static_cast<std::size_t>(steps_));
    std::size_t begun = 1;
    for (std::int32_t step = 0; step < steps_; ++step) {
        while (begun < epochs.size() && epochs[begun].from <= step) ++begun;
        schedule.capacity.push_back(epochs[begun - 1].capacity);
        schedule.entry.push_back(entry_of({epochs.data(), begun}, step + 1));
    }
    return schedule;
}

void LinkTimes::set_changes(std::span<LinkChange const> changes,
                            FunctionRef<void(std::int32_t, std::int32_t)> differs) {
    std::vector<LinkChange> sorted(changes.begin(), changes.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](LinkChange const& a, LinkChange const& b) {
        return std::pair(a.link, a.from_s) < std::pair(b.link, b.from_s);
    });
    std::vector<std::int32_t> touched;
    for (Schedule const& schedule : schedules_) touched.push_back(schedule.link);
    for (LinkChange const& change : sorted) touched.push_back(change.link);
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::vector<Schedule> fresh;
    for (std::int32_t const link : touched) {
        auto const of_link =
            std::equal_range(sorted.begin(), sorted.end(), LinkChange{link},
                             [](LinkChange const& a, LinkChange const& b) { return a.link < b.link; });
        auto schedule = schedule_of(link, {of_link.first, of_link.second});
        for (std::int32_t step = 0; step < steps_; ++step) {
            if (!(schedule.entry[step] == entry(link, step)) ||
                schedule.capacity[step] != capacity(link, step))
                differs(link, step);
        }
        if (of_link.first != of_link.second) fresh.push_back(std::move(schedule));
    }
    for (std::int32_t const link : touched) links_[link].schedule = -1;
    schedules_ = std::move(fresh);
    for (std::size_t at = 0; at < schedules_.size(); ++at)
        links_[schedules_[at].link].schedule = static_cast<std::int32_t>(at);
}

void LinkTimes::each_reader_of_entry(std::int32_t link, std::int32_t index,
                                     FunctionRef<void(std::int32_t)> use) const {
    LinkData const& data = links_[link];
    if (data.schedule < 0) {
        if (data.free_weight > 0.0 && index + data.free_lag - 2 < steps_) use(index + data.free_lag - 2);
        if (index + data.free_lag - 1 < steps_) use(index + data.free_lag - 1);
        return;
    }
    // Who leaves later entered later: the moments ascend.
    auto const& entries = schedules_[data.schedule].entry;
    auto at = std::lower_bound(entries.begin(), entries.end(), index - 1,
                               [](Moment const& moment, std::int32_t least) { return moment.index < least; });
    for (; at != entries.end() && at->index <= index; ++at)
        use(static_cast<std::int32_t>(at - entries.begin()));
}

void LinkTimes::each_reader_of_release(std::int32_t link, std::int32_t index,
                                       FunctionRef<void(std::int32_t)> use) const {
    LinkData const& data = links_[link];
    if (data.wave_weight > 0.0 && index + data.wave_lag - 2 < steps_) use(index + data.wave_lag - 2);
    if (index + data.wave_lag - 1 < steps_) use(index + data.wave_lag - 1);
}

} // namespace jumelle::traffic
