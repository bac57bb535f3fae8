#include "core/scenario/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/contract.hpp"
#include "core/base/random.hpp"
#include "core/scenario/sobol_sequence.hpp"

namespace jumelle {

namespace {

using Points = std::vector<std::vector<double>>;

/// Streams of random numbers: one for each factor, those of Morris' trajectories above them.
constexpr std::uint64_t first_factor_stream = 1000;
constexpr std::uint64_t morris_stream = 1'000'000;
/// Trajectories among which those of a design are chosen, for each that is wanted (Campolongo et al. 2007
/// take 500 to 1000 for 10; the choice costs their square).
constexpr std::size_t candidates_per_trajectory = 10, most_candidates = 1000;

Points empty_points(std::size_t points, std::size_t factors) {
    return {points, std::vector<double>(factors, 0.0)};
}

/// In (0, 1): zero itself has no quantile in many distributions.
double open_uniform(RandomStream const& random, std::uint64_t position) {
    constexpr double half_spacing = 0x1.0p-54;
    return std::min(random.uniform(position) + half_spacing, 1.0 - 2.0 * half_spacing);
}

/// Numbers 0 … n − 1 in random order: Fisher & Yates, backwards.
std::vector<std::size_t> permutation(std::size_t n, RandomStream const& random,
                                     std::uint64_t first_position) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i) {
        auto const other =
            static_cast<std::size_t>(random.uniform(first_position + i) * static_cast<double>(i));
        std::swap(order[i - 1], order[other]);
    }
    return order;
}

Points random_points(UncertainDesign const& design) {
    Points points = empty_points(design.n, design.factors.size());
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
        RandomStream const random(design.seed, first_factor_stream + f);
        for (std::size_t i = 0; i < design.n; ++i) points[i][f] = open_uniform(random, i);
    }
    return points;
}

Points latin_hypercube(UncertainDesign const& design) {
    Points points = empty_points(design.n, design.factors.size());
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
        RandomStream const random(design.seed, first_factor_stream + f);
        auto const order = permutation(design.n, random, design.n);
        for (std::size_t i = 0; i < design.n; ++i)
            points[i][f] =
                (static_cast<double>(order[i]) + open_uniform(random, i)) / static_cast<double>(design.n);
    }
    return points;
}

Points saltelli_points(UncertainDesign const& design) {
    std::size_t const d = design.factors.size();
    SobolSequence const sequence(2 * d, design.seed);
    Points points;
    points.reserve(points_in(design));
    for (std::size_t j = 0; j < design.n; ++j) {
        std::vector<double> a(d), b(d);
        for (std::size_t f = 0; f < d; ++f) {
            a[f] = sequence.at(j, f);
            b[f] = sequence.at(j, d + f);
        }
        points.push_back(a);
        for (std::size_t f = 0; f < d; ++f) {
            points.push_back(a);
            points.back()[f] = b[f];
        }
        points.push_back(b);
    }
    return points;
}

/// Trajectory number `number` of all that a seed has.
Points trajectory(UncertainDesign const& design, std::uint64_t number) {
    std::size_t const d = design.factors.size();
    auto const levels = static_cast<double>(design.levels);
    RandomStream const random(design.seed, morris_stream + number);
    std::vector<double> at(d);
    for (std::size_t f = 0; f < d; ++f) at[f] = (std::floor(random.uniform(f) * levels) + 0.5) / levels;
    Points points{at};
    for (std::size_t const f : permutation(d, random, d)) {
        constexpr double step = 0.5; // half of the levels: each is reached equally often (Morris 1991)
        at[f] += at[f] < step ? step : -step;
        points.push_back(at);
    }
    return points;
}

/// Σ over all pairs of points of their distance: Campolongo et al. 2007, equation 5.
double distance(Points const& a, Points const& b) {
    double sum = 0.0;
    for (auto const& p : a) {
        for (auto const& q : b) {
            double squares = 0.0;
            for (std::size_t f = 0; f < p.size(); ++f) squares += (p[f] - q[f]) * (p[f] - q[f]);
            sum += std::sqrt(squares);
        }
    }
    return sum;
}

/// Numbers of `wanted` trajectories, each next one the farthest from those before (sum of squared distances);
/// none twice unless there are no others.
std::vector<std::size_t> spread_out(std::vector<Points> const& all, std::size_t wanted) {
    constexpr double taken = -1.0;
    std::vector<double> from_chosen(all.size(), 0.0);
    std::vector<std::size_t> chosen;
    while (chosen.size() < wanted) {
        auto const farthest = std::max_element(from_chosen.begin(), from_chosen.end());
        if (*farthest == taken) {
            std::fill(from_chosen.begin(), from_chosen.end(), 0.0);
            continue;
        }
        chosen.push_back(static_cast<std::size_t>(farthest - from_chosen.begin()));
        Points const& last = all[chosen.back()];
        for (std::size_t c = 0; c < all.size(); ++c) {
            if (from_chosen[c] == taken) continue;
            from_chosen[c] = all[c] == last ? taken : from_chosen[c] + std::pow(distance(last, all[c]), 2.0);
        }
    }
    return chosen;
}

Points morris_points(UncertainDesign const& design) {
    std::size_t const candidates =
        std::max(design.n, std::min(candidates_per_trajectory * design.n, most_candidates));
    std::vector<Points> all;
    for (std::size_t i = 0; i < candidates; ++i) all.push_back(trajectory(design, i));
    Points points;
    for (std::size_t const number : spread_out(all, design.n))
        points.insert(points.end(), all[number].begin(), all[number].end());
    return points;
}

} // namespace

std::size_t points_in(UncertainDesign const& design) {
    switch (design.method) {
    case DesignMethod::random:
    case DesignMethod::latin_hypercube:
        return design.n;
    case DesignMethod::sobol:
        return design.n * (design.factors.size() + 2);
    case DesignMethod::morris:
        return design.n * (design.factors.size() + 1);
    }
    return 0;
}

std::vector<std::vector<double>> unit_points(UncertainDesign const& design) {
    JUMELLE_EXPECTS(!design.factors.empty() && design.n >= 1);
    switch (design.method) {
    case DesignMethod::random:
        return random_points(design);
    case DesignMethod::latin_hypercube:
        return latin_hypercube(design);
    case DesignMethod::sobol:
        return saltelli_points(design);
    case DesignMethod::morris:
        JUMELLE_EXPECTS(design.levels >= 2 && design.levels % 2 == 0);
        return morris_points(design);
    }
    return {};
}

} // namespace jumelle
