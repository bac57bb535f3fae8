#pragma once

#include <span>
#include <vector>

#include "core/base/function_ref.hpp"
#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic {

/// A time between two of the grid: a count there is (1 - weight) N[index] + weight N[index + 1]. Before the
/// begin (index < 0) the streets are empty.
struct Moment {
    std::int32_t index = 0;
    double weight = 0.0; ///< 0 … 1

    bool operator==(Moment const&) const = default;
};

/// What the grid of times does to short links: free times and wave times below one step become one step.
struct StepFit {
    std::int32_t lengthened_links = 0;
    double longest_addition_s = 0.0; ///< most that a link's free time grows by
};

/// The links seen from the grid of times: when those entered who can leave now, how many pass in a step, how
/// many find room. A link shorter than a step gets the free time of one step, the wave time of one step, and
/// as much room as its capacity then needs: its capacity stays, its travel time is too long by less than a
/// step.
class LinkTimes {
  public:
    LinkTimes(TransmissionNetwork const& network, double step_s, std::int32_t steps);

    /// When those entered who reach the end at time `step` + 1.
    Moment entry(std::int32_t link, std::int32_t step) const {
        LinkData const& data = links_[link];
        if (data.schedule >= 0) return schedules_[data.schedule].entry[step];
        return {step + 1 - data.free_lag, data.free_weight};
    }
    /// When the room became free at the end that is news at the begin at time `step` + 1.
    Moment release(std::int32_t link, std::int32_t step) const {
        return {step + 1 - links_[link].wave_lag, links_[link].wave_weight};
    }
    /// Most that pass in the step [vehicles].
    double capacity(std::int32_t link, std::int32_t step) const {
        LinkData const& data = links_[link];
        return data.schedule >= 0 ? schedules_[data.schedule].capacity[step] : data.capacity;
    }
    double room(std::int32_t link) const { return links_[link].room; }
    /// Free time as calculated, before any change [steps].
    double free_steps(std::int32_t link) const { return links_[link].free_steps; }
    StepFit const& fit() const { return fit_; }

    /// Replaces all changes by these. Tells each (link, step) for which an answer above is another one now.
    void set_changes(std::span<LinkChange const> changes,
                     FunctionRef<void(std::int32_t, std::int32_t)> differs);

    /// Calls `use(step)` for each step whose sending flow reads the entries at time `index`.
    void each_reader_of_entry(std::int32_t link, std::int32_t index,
                              FunctionRef<void(std::int32_t)> use) const;
    /// Calls `use(step)` for each step whose receiving flow reads the departures at time `index`.
    void each_reader_of_release(std::int32_t link, std::int32_t index,
                                FunctionRef<void(std::int32_t)> use) const;

  private:
    struct LinkData {
        double free_weight = 0.0, wave_weight = 0.0;
        double capacity = 0.0; ///< [vehicles a step]
        double room = 0.0;     ///< [vehicles]
        double free_steps = 0.0;
        std::int32_t free_lag = 0, wave_lag = 0;
        std::int32_t schedule = -1; ///< of a link with changes
    };
    struct Schedule {
        std::int32_t link = 0;
        std::vector<Moment> entry;
        std::vector<double> capacity;
    };
    /// From a step on: free time of the link [steps] and capacity.
    struct Epoch {
        std::int32_t from = 0;
        double free_steps = 0.0;
        double capacity = 0.0;
    };

    LinkData data_of(TransmissionNetwork const& network, std::int32_t link);
    std::vector<Epoch> epochs_of(std::int32_t link, std::span<LinkChange const> changes) const;
    /// When those entered who reach the end at `time`, under the last of the epochs.
    static Moment entry_of(std::span<Epoch const> epochs, std::int32_t time);
    Schedule schedule_of(std::int32_t link, std::span<LinkChange const> changes) const;

    std::vector<LinkData> links_;
    std::vector<double> speed_mps_;
    std::vector<Schedule> schedules_;
    StepFit fit_;
    double step_s_ = 0.0;
    std::int32_t steps_ = 0;
};

} // namespace jumelle::traffic
