#include "core/compare/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "core/base/function_ref.hpp"
#include "core/base/random.hpp"

namespace jumelle {

namespace {

constexpr double none = SensitivityIndex::none;
/// Streams of the random numbers of resamples.
constexpr std::uint64_t sobol_stream = 71, morris_stream = 72;

using Blocks = std::vector<std::span<double const>>;

Blocks whole_blocks(std::span<double const> values, std::size_t length) {
    Blocks blocks;
    for (std::size_t begin = 0; begin + length <= values.size(); begin += length) {
        auto const block = values.subspan(begin, length);
        bool const is_whole =
            std::none_of(block.begin(), block.end(), [](double v) { return std::isnan(v); });
        if (is_whole) blocks.push_back(block);
    }
    return blocks;
}

/// Sums over blocks from which all indices follow.
struct Sums {
    explicit Sums(std::size_t factors) : from_b(factors, 0.0), from_a(factors, 0.0) {}
    double count = 0.0, sum = 0.0, squares = 0.0;
    std::vector<double> from_b, from_a; ///< Σ (f(B) − f(A_B^i))², Σ (f(A) − f(A_B^i))²

    /// @param shift taken from every value, so that squares keep their digits
    void add(std::span<double const> block, double shift) {
        double const a = block.front() - shift, b = block.back() - shift;
        count += 1.0;
        sum += a + b;
        squares += a * a + b * b;
        for (std::size_t f = 0; f < from_a.size(); ++f) {
            double const mixed = block[f + 1] - shift;
            from_b[f] += (b - mixed) * (b - mixed);
            from_a[f] += (a - mixed) * (a - mixed);
        }
    }
    double variance() const {
        double const n = 2.0 * count;
        return (squares - sum * sum / n) / (n - 1.0);
    }
    double first(std::size_t f) const { return 1.0 - total_of(from_b[f]); }
    double total(std::size_t f) const { return total_of(from_a[f]); }

  private:
    double total_of(double squared) const {
        double const v = variance();
        return v > 0.0 ? squared / (2.0 * count * v) : none;
    }
};

/// Linear between order statistics.
double percentile(std::vector<double>& values, double probability) {
    std::erase_if(values, [](double v) { return std::isnan(v); });
    if (values.empty()) return none;
    std::sort(values.begin(), values.end());
    double const rank = probability * static_cast<double>(values.size() - 1);
    auto const below = static_cast<std::size_t>(rank);
    std::size_t const above = std::min(below + 1, values.size() - 1);
    return values[below] + (rank - static_cast<double>(below)) * (values[above] - values[below]);
}

void set_interval(SensitivityIndex& index, std::vector<double>& resampled, double confidence) {
    index.low = percentile(resampled, 0.5 * (1.0 - confidence));
    index.high = percentile(resampled, 0.5 * (1.0 + confidence));
}

/// Calls `take(i)` with `count` numbers below `count`, drawn with replacement for resample number `number`.
void draw(RandomStream const& random, std::size_t number, std::size_t count,
          FunctionRef<void(std::size_t)> take) {
    for (std::size_t i = 0; i < count; ++i) {
        auto const drawn = random.uniform(number * count + i) * static_cast<double>(count);
        take(static_cast<std::size_t>(drawn));
    }
}

void add_intervals(SobolIndices& indices, Blocks const& blocks, double shift, Bootstrap const& bootstrap) {
    std::size_t const factors = indices.first.size();
    RandomStream const random(bootstrap.seed, sobol_stream);
    std::vector<std::vector<double>> first(factors), total(factors);
    for (std::size_t r = 0; r < bootstrap.resamples; ++r) {
        Sums sums(factors);
        draw(random, r, blocks.size(), [&](std::size_t i) { sums.add(blocks[i], shift); });
        for (std::size_t f = 0; f < factors; ++f) {
            first[f].push_back(sums.first(f));
            total[f].push_back(sums.total(f));
        }
    }
    for (std::size_t f = 0; f < factors; ++f) {
        set_interval(indices.first[f], first[f], bootstrap.confidence);
        set_interval(indices.total[f], total[f], bootstrap.confidence);
    }
}

double mean_of(std::vector<double> const& values) {
    double sum = 0.0;
    for (double const v : values) sum += v;
    return sum / static_cast<double>(values.size());
}

MorrisEffect effect_of(std::vector<double> const& effects, Bootstrap const& bootstrap) {
    MorrisEffect effect;
    effect.effects = effects.size();
    if (effects.empty()) return effect;
    std::vector<double> absolute;
    for (double const e : effects) absolute.push_back(std::abs(e));
    effect.mu = mean_of(effects);
    effect.mu_star.value = mean_of(absolute);
    if (effects.size() < 2) return effect;
    double squares = 0.0;
    for (double const e : effects) squares += (e - effect.mu) * (e - effect.mu);
    effect.sigma = std::sqrt(squares / static_cast<double>(effects.size() - 1));
    RandomStream const random(bootstrap.seed, morris_stream);
    std::vector<double> resampled;
    for (std::size_t r = 0; r < bootstrap.resamples; ++r) {
        double sum = 0.0;
        draw(random, r, absolute.size(), [&](std::size_t i) { sum += absolute[i]; });
        resampled.push_back(sum / static_cast<double>(absolute.size()));
    }
    set_interval(effect.mu_star, resampled, bootstrap.confidence);
    return effect;
}

} // namespace

SobolIndices sobol_indices(std::span<double const> values, std::size_t factors, Bootstrap const& bootstrap) {
    JUMELLE_EXPECTS(factors >= 1 && values.size() % (factors + 2) == 0);
    SobolIndices indices;
    indices.first.resize(factors);
    indices.total.resize(factors);
    Blocks const blocks = whole_blocks(values, factors + 2);
    indices.blocks = blocks.size();
    if (blocks.size() < 2) return indices;
    double shift = 0.0;
    for (auto const& block : blocks) shift += 0.5 * (block.front() + block.back());
    shift /= static_cast<double>(blocks.size());
    Sums sums(factors);
    for (auto const& block : blocks) sums.add(block, shift);
    indices.mean = shift;
    indices.variance = sums.variance();
    for (std::size_t f = 0; f < factors; ++f) {
        indices.first[f].value = sums.first(f);
        indices.total[f].value = sums.total(f);
    }
    add_intervals(indices, blocks, shift, bootstrap);
    return indices;
}

std::vector<MorrisEffect> morris_effects(std::vector<std::vector<double>> const& points,
                                         std::span<double const> values, Bootstrap const& bootstrap) {
    JUMELLE_EXPECTS(points.size() == values.size() && !points.empty());
    std::size_t const factors = points.front().size();
    std::vector<std::vector<double>> effects(factors);
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (i % (factors + 1) == 0 || std::isnan(values[i]) || std::isnan(values[i - 1])) continue;
        for (std::size_t f = 0; f < factors; ++f) {
            double const step = points[i][f] - points[i - 1][f];
            if (step != 0.0) effects[f].push_back((values[i] - values[i - 1]) / step);
        }
    }
    std::vector<MorrisEffect> found;
    for (auto const& one : effects) found.push_back(effect_of(one, bootstrap));
    return found;
}

} // namespace jumelle
