#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "core/base/sum.hpp"
#include "io/network/read_text.hpp"
#include "io/network/tntp.hpp"
#include "io/network/tntp_text.hpp"

namespace jumelle {

namespace {

using tntp::Head;
using tntp::Lines;
using tntp::Word;

constexpr double seconds_per_hour = 3600.0;
constexpr double total_tolerance =
    1e-3; // relative; published totals are rounded, some leave out trips inside zones

class TripsReader {
  public:
    TripsReader(std::string_view text, std::string const& file, std::int32_t zones)
        : lines_(text), faults_(file), zones_(zones) {}

    TntpTrips read(double period_s) {
        Head const head(lines_, faults_);
        faults_.throw_if_any(); // without its head nothing of the file can be trusted
        auto const zones = head.integer("NUMBER OF ZONES", 1);
        auto const total = head.number("TOTAL OD FLOW");
        faults_.throw_if_any();
        if (zones != zones_) {
            faults_.add(0, 0, fmt::format("has {} zones, the network has {}", zones, zones_),
                        "name the trips of this network");
            faults_.throw_if_any();
        }
        while (lines_.next()) read_line();
        faults_.throw_if_any();
        if (total) check_total(*total);
        sort();
        for (double& trips : made_.trips.trips_vehph) trips *= seconds_per_hour / period_s;
        for (std::int32_t zone = 0; zone < zones_; ++zone) {
            made_.trips.zone_node.push_back(zone);
            made_.trips.zone_id.push_back(std::to_string(zone + 1));
        }
        return std::move(made_);
    }

  private:
    void read_line() {
        for (Word word = lines_.word(); !word.text.empty(); word = lines_.word()) {
            if (word.text == "Origin" || word.text == "origin") {
                origin_ = zone(lines_.word());
                has_origin_ = true;
                continue;
            }
            if (!has_origin_) {
                faults_.add(lines_.number(), word.column,
                            fmt::format("{} stands before the first origin", shown(word.text)),
                            "write 'Origin' and a zone before its trips");
                return;
            }
            if (!read_pair(word)) return;
        }
    }

    /// False where the rest of the line makes no sense.
    bool read_pair(Word const& word) {
        auto const destination = zone(word);
        if (!lines_.take(':')) {
            faults_.add(lines_.number(), word.column, fmt::format("no colon follows {}", shown(word.text)),
                        "write zone : trips; pairs");
            return false;
        }
        Word const written = lines_.word();
        auto const trips = tntp::number(written.text);
        if (!trips || *trips < 0.0) {
            faults_.add(lines_.number(), written.column,
                        fmt::format("{} is no number of trips", shown(written.text)),
                        "a finite number, not negative, is needed");
            return true;
        }
        if (origin_ < 0 || destination < 0 || *trips == 0.0) return true;
        if (origin_ == destination) {
            inside_ += *trips;
            return true;
        }
        made_.trips.origin.push_back(origin_);
        made_.trips.destination.push_back(destination);
        made_.trips.trips_vehph.push_back(*trips);
        return true;
    }

    /// Counted from 0; -1 where it is none, which is told.
    std::int32_t zone(Word const& word) {
        auto const number = tntp::integer(word.text);
        if (number && *number >= 1 && *number <= zones_) return *number - 1;
        faults_.add(lines_.number(), word.column, fmt::format("there is no zone {}", shown(word.text)),
                    fmt::format("zones are numbered 1 to {}", zones_));
        return -1;
    }

    void check_total(double told) {
        double const read = fixed_order_sum(made_.trips.trips_vehph);
        auto const differs = [&](double sum) {
            return std::abs(sum - told) > total_tolerance * std::abs(told);
        };
        if (differs(read) && differs(read + inside_))
            made_.notes.push_back(
                fmt::format("the head says {} trips, the file has {}", told, read + inside_));
        if (inside_ > 0.0) made_.notes.push_back(fmt::format("{} trips inside their zone left out", inside_));
    }

    /// By origin and destination; second entries of a pair are told.
    void sort() {
        auto const& t = made_.trips;
        std::vector<std::size_t> order(t.origin.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        auto const key = [&](std::size_t i) { return std::pair(t.origin[i], t.destination[i]); };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t i, std::size_t j) { return key(i) < key(j); });
        TripTable sorted;
        for (std::size_t n = 0; n < order.size(); ++n) {
            auto const i = order[n];
            if (n > 0 && key(order[n - 1]) == key(i)) {
                faults_.add(0, 0,
                            fmt::format("gives the trips from zone {} to zone {} twice", t.origin[i] + 1,
                                        t.destination[i] + 1),
                            "remove one of the two");
            }
            sorted.origin.push_back(t.origin[i]);
            sorted.destination.push_back(t.destination[i]);
            sorted.trips_vehph.push_back(t.trips_vehph[i]);
        }
        faults_.throw_if_any();
        made_.trips = std::move(sorted);
    }

    Lines lines_;
    FileFaults faults_;
    std::int32_t zones_;
    std::int32_t origin_ = -1;
    bool has_origin_ = false;
    double inside_ = 0.0;
    TntpTrips made_;
};

} // namespace

TntpTrips read_tntp_trips_text(std::string const& text, std::string const& file, std::int32_t zones,
                               double period_s) {
    return TripsReader(text, file, zones).read(period_s);
}

TntpTrips read_tntp_trips(std::string const& file, std::int32_t zones, double period_s) {
    return read_tntp_trips_text(network::unpacked(network::read_text(file), file), file, zones, period_s);
}

} // namespace jumelle
