#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/sum.hpp"
#include "core/territory/drain_network.hpp"
#include "models/flood/drainage/pipe.hpp"
#include "models/flood/drainage/pipe_end.hpp"
#include "models/flood/drainage/street.hpp"

namespace jumelle::flood {

/// Volumes that passed since the start [m³], all positive.
struct DrainVolumes {
    CompensatedSum inflow, withdrawal; ///< given to nodes, taken from them by their series
    CompensatedSum outfall, backflow;  ///< out of outfalls, into them
};

/// Where nodes meet the street.
struct Street {
    std::vector<StreetCell> cells;
    std::vector<std::int32_t> cell_of_node; ///< −1 where a node does not
};

/// Flow through a drainage network: Saint-Venant in the pipes, storage in the nodes.
///
///     ∂A/∂t + ∂Q/∂x = 0
///     ∂Q/∂t + ∂(Q²/A + g I)/∂x = − g A ∂z/∂x − g n² Q |Q| / (A R^(4/3)),   I(h) = ∫₀ʰ A dh'
///     dV/dt = Σ Q                                                        (nodes)
///
/// Explicit in steps of its own (Heun's method), with the levels of the nodes implicit: manholes are small.
/// What leaves one place enters another in the same sum, so volume is conserved to rounding. Works on one
/// thread.
class DrainFlow {
  public:
    /// @pre faults_of(network) is empty
    DrainFlow(DrainNetwork network, Street street);

    /// Advances to `to_s`; water goes to and from the street's cells, whose volumes are changed.
    void run(double from_s, double to_s, std::span<double> street_m3);

    double stored_m3() const;
    DrainVolumes const& volumes() const { return volumes_; }
    DrainNetwork const& network() const { return network_; }
    /// Water level of a node [m]; that beyond an outfall with a level, else its bottom.
    double node_level_m(std::size_t node) const { return levels_[node]; }
    double node_m3(std::size_t node) const { return now_.node_m3[node]; }
    void add_to_node(std::size_t node, double volume_m3) { now_.node_m3[node] += volume_m3; }
    /// Discharge along a pipe, the mean of what passes its faces in the last step [m³/s].
    double pipe_flow_m3ps(std::size_t pipe) const;
    /// Discharge into a node from the street, over the last run [m³/s].
    double street_flow_m3ps(std::size_t node) const { return street_mean_m3ps_[node]; }
    Pipe const& pipe(std::size_t pipe) const { return pipes_[pipe]; }
    double cell_depth_m(std::size_t pipe, std::size_t cell) const;
    double cell_flow_m3ps(std::size_t pipe, std::size_t cell) const;
    double sub_steps() const { return sub_steps_; }
    void archive_state(StateArchive& archive);

  private:
    struct State {
        std::vector<double> area_m2, discharge_m3ps; ///< of all cells of all pipes
        std::vector<double> node_m3, street_m3;
        std::vector<double> from_street_m3; ///< into each node
        void archive_state(StateArchive& archive);
    };
    struct Interval {
        double from_s, length_s;
        double to_s() const { return from_s + length_s; }
    };
    struct Passed {
        double inflow = 0.0, withdrawal = 0.0, outfall = 0.0, backflow = 0.0;
    };
    struct EndOfPipe {
        std::size_t pipe;
        PipeEnd end;
    };

    void fill_at_start();
    void fill_pipe(std::size_t pipe);
    void switch_pumps();
    double longest_step_s() const;
    void find_levels(State const& state, double at_s);
    void heun(Interval const& interval);
    Passed euler(Interval const& interval, State& state);
    void add_inflows(Interval const& interval, State& state, Passed& passed);
    void move_by_links(double dt_s, State& state, Passed& passed);
    void move(DrainLink const& link, double volume_m3, State& state, Passed& passed);
    double equalising_m3(DrainLink const& link, double head_m, State const& state) const;
    void settle(std::size_t node, Interval const& interval, State& state);
    void drain_outfall(std::size_t node, Interval const& interval, State const& state, Passed& passed);
    double level_beyond_m(DrainNode const& outfall, Pipe const& pipe, FaceWater const& inside,
                          double at_s) const;
    EndRelation relation(EndOfPipe const& end, double dt_s, State const& state) const;
    void set_end(EndOfPipe const& end, EndFlow const& flow);
    double invert_m(std::size_t node) const { return network_.nodes[node].invert_m; }
    bool is_outfall(std::size_t node) const { return network_.nodes[node].kind == DrainNodeKind::outfall; }

    DrainNetwork network_;
    Street street_;
    std::vector<Pipe> pipes_;
    std::vector<PipeStage> stages_;      ///< of each pipe
    std::vector<Rising> vessels_;        ///< of each node: depth, plan area, volume
    std::vector<std::size_t> end_begin_; ///< nodes + 1 offsets into `ends_`
    std::vector<EndOfPipe> ends_;        ///< pipe ends, by node
    std::vector<char> pump_runs_;
    State now_, first_;
    std::vector<double> levels_, street_mean_m3ps_;
    DrainVolumes volumes_;
    double sub_steps_ = 0.0;
};

} // namespace jumelle::flood
