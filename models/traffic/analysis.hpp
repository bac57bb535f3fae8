#pragma once

#include <array>
#include <vector>

#include "core/model/model.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

/// What an analysis looks at: an equilibrium, and whom it carries.
struct AnalysedMoment {
    LinkNetwork const& network; ///< as it is now; its first links are the edges of the roads
    Equilibrium const& result;
    Tapas const& solver;
    double factor = 1.0; ///< by which the trips of the territory are multiplied now
};

/// What a scenario wants to know of the equilibrium beside flows and times: numbers between zones, who passes
/// given edges, turns, accessibility.
class Analysis {
  public:
    /// @param trips of the run; may change as long as its zones do not, and outlives this
    /// @throws InputError where names are unknown, or what is asked for cannot be known
    Analysis(ModelSetup const& setup, TrafficParameters const& parameters, TripTable const& trips);

    /// Counts who turns where; to be called at each new equilibrium.
    void count_turns(AnalysedMoment const& moment);
    /// Does the rest, once, at the first call from its time on.
    void look(double now_s, AnalysedMoment const& moment);

    std::vector<ZoneMatrix> const& matrices() const { return matrices_; }
    std::vector<FieldInfo> summaries() const;
    void publish_summaries(FieldStore& fields) const;
    std::vector<SeriesInfo> series() const;
    void append_to(std::vector<double>& values) const;
    void archive_state(StateArchive& archive);

  private:
    /// Vehicles that are followed together.
    struct Kind {
        std::string suffix; ///< of names, `_lorry`; empty where all vehicles are alike
        double share = 1.0, car_units = 1.0;
    };
    struct Turn {
        std::int32_t in = 0, out = 0; ///< edges
    };
    /// Mean over the trips that start in the zones, and what the zones have themselves, one a zone.
    struct Reach {
        double mean = 0.0;
        std::vector<double> of_zone;
        void archive_state(StateArchive& archive) {
            archive("mean", mean);
            archive("of_zone", of_zone);
        }
    };
    void find_links(FaultList& faults);
    void find_turns(FaultList& faults);
    void check_opportunities(ModelSetup const& setup, FaultList& faults);
    void name_matrices();
    bool count_turn_links(AnalysedMoment const& moment);
    void measure_zones(AnalysedMoment const& moment, std::size_t kind);
    void measure_reach(std::vector<double> const& time_s, std::vector<double> const& cost_s);
    void follow_selections(AnalysedMoment const& moment);
    void follow_origin(AnalysedMoment const& moment, std::size_t kind, std::int32_t node);
    void count_trips(AnalysedMoment const& moment, std::size_t kind);
    std::size_t place_of(ZoneQuantity quantity, std::size_t kind) const;
    std::vector<double> by_node(std::vector<double> const& of_zone) const;

    RoadGraph const& roads_;
    TripTable const& trips_;
    AnalysisParameters const asked_;
    double const at_s_, demand_factor_;
    std::vector<Kind> kinds_;                          ///< classes of vehicles; at least one
    std::vector<std::vector<std::size_t>> trips_from_; ///< entries of the table of trips by origin node
    std::vector<std::vector<std::uint8_t>> is_marked_; ///< by selection, one an edge
    std::vector<double> opportunities_;                ///< one a zone
    std::vector<Turn> turns_;
    std::vector<double> turn_vehph_;
    std::vector<ZoneMatrix> matrices_; ///< those asked for, by class, then the trips of each selection
    std::vector<std::vector<double>> selected_vehph_;
    Reach reachable_, logsum_;
    std::uint8_t is_done_ = 0;
};

} // namespace jumelle::traffic
