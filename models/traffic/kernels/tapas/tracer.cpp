#include "models/traffic/kernels/tapas/tracer.hpp"

#include <algorithm>

namespace jumelle::traffic {

Tracer::Tracer(AssignmentState const& state)
    : network_(&state.network),
      dear_mark_(static_cast<std::size_t>(state.network.vertices)),
      cheap_mark_(dear_mark_.size()) {}

void Tracer::set_origin(AssignmentState const& state, Labels const& labels, std::int32_t origin, Index lane) {
    label_cost_ = &state.view_of(origin).label_cost;
    labels_ = &labels;
    origin_vertex_ = state.demand.origin[static_cast<std::size_t>(origin)];
    lane_ = lane;
}

std::int32_t Tracer::cheapest_into(std::int32_t vertex) const {
    auto const at = static_cast<std::size_t>(vertex);
    std::int32_t best = -1;
    double least = 0.5 * unreachable_cost;
    for (auto link = network_->in_begin[at]; link < network_->in_begin[at + 1]; ++link) {
        std::int32_t const tail = network_->tail[static_cast<std::size_t>(link)];
        if (!network_->may_pass(tail) && tail != origin_vertex_) continue;
        double const cost = label(tail) + (*label_cost_)[static_cast<std::size_t>(link)];
        if (cost < least) {
            least = cost;
            best = link;
        }
    }
    return best;
}

std::int32_t Tracer::fullest_into(std::int32_t vertex, OriginFlows const& flows) const {
    auto const at = static_cast<std::size_t>(vertex);
    std::int32_t best = -1;
    double most = 0.0;
    flows.for_each(network_->in_begin[at], network_->in_begin[at + 1], [&](std::int32_t link, double flow) {
        if (flow > most) {
            most = flow;
            best = link;
        }
    });
    return best;
}

/// One link further back. The vertex reached is marked, unless one of the ways has been there.
Tracer::Met Tracer::step(std::int32_t link, std::vector<std::int32_t>& way, std::vector<Mark>& own,
                         std::vector<Mark>& other) {
    way.push_back(link);
    auto const tail = static_cast<std::size_t>(network_->tail[static_cast<std::size_t>(link)]);
    if (other[tail].round == round_) {
        met_at_ = other[tail].position;
        return Met::other_way;
    }
    if (own[tail].round == round_) {
        met_at_ = own[tail].position;
        return Met::itself;
    }
    own[tail] = {round_, static_cast<std::int32_t>(way.size())};
    return Met::no;
}

/// Takes the least flow out of the links of the flow-carrying way from a position on.
void Tracer::remove_cycle(std::size_t from, OriginFlows& flows) {
    double least = flows.flow(dear_[from]);
    for (std::size_t i = from; i < dear_.size(); ++i) least = std::min(least, flows.flow(dear_[i]));
    for (std::size_t i = from; i < dear_.size(); ++i) {
        flows.at(dear_[i]) -= least;
        removed_.push_back({dear_[i], -least});
    }
}

Tracer::Outcome Tracer::trace(std::int32_t link, OriginFlows& flows) {
    ++round_;
    dear_.clear();
    cheap_.clear();
    std::int32_t const end = network_->head[static_cast<std::size_t>(link)];
    // Both ways start at the link's head; only the flow-carrying one can come back there.
    dear_mark_[static_cast<std::size_t>(end)] = {round_, 0};
    std::int32_t dear_end = end, cheap_end = end, next = link;
    Met met = Met::no;
    while (true) {
        bool const flow_waits = dear_end == origin_vertex_;
        bool const is_first = dear_.empty();
        if (!is_first && (flow_waits || label(cheap_end) > label(dear_end))) {
            next = cheapest_into(cheap_end);
            if (next < 0 || cheap_.size() > dear_mark_.size()) return Outcome::nothing;
            met = step(next, cheap_, cheap_mark_, dear_mark_);
            cheap_end = network_->tail[static_cast<std::size_t>(next)];
            if (met == Met::itself) return Outcome::nothing; // labels that rounding made equal
            if (met == Met::other_way) {
                if (met_at_ == 0) return Outcome::nothing;
                dear_.resize(static_cast<std::size_t>(met_at_));
                return Outcome::found;
            }
            continue;
        }
        next = is_first ? link : fullest_into(dear_end, flows);
        if (next < 0) return Outcome::nothing;
        met = step(next, dear_, dear_mark_, cheap_mark_);
        dear_end = network_->tail[static_cast<std::size_t>(next)];
        if (met == Met::other_way) {
            cheap_.resize(static_cast<std::size_t>(met_at_));
            return Outcome::found;
        }
        if (met == Met::itself) {
            remove_cycle(static_cast<std::size_t>(met_at_), flows);
            return Outcome::cycle;
        }
    }
}

} // namespace jumelle::traffic
