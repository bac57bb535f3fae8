#include <array>
#include <gtest/gtest.h>

#include "core/base/random.hpp"
#include "tests/fuzz/targets.hpp"

namespace jumelle {
namespace {

/// Mutates a text by a stream of random numbers; the same seed gives the same text on every machine.
class Mutator {
  public:
    explicit Mutator(std::uint64_t stream) : random_(seed, stream) {}

    std::string mutated(std::string text) {
        std::size_t const edits = 1 + below(max_edits);
        for (std::size_t i = 0; i < edits; ++i) edit(text);
        return text;
    }

  private:
    static constexpr std::uint64_t seed = 20260101;
    static constexpr std::size_t max_edits = 6;
    static constexpr std::size_t longest_cut = 20;

    std::size_t below(std::size_t bound) {
        return static_cast<std::size_t>(random_.bits(position_++) % std::max<std::size_t>(bound, 1));
    }
    void edit(std::string& text) {
        static constexpr std::array<std::string_view, 38> pieces{"\n",
                                                                 "  ",
                                                                 "\t",
                                                                 ":",
                                                                 ": ",
                                                                 "- ",
                                                                 "[",
                                                                 "]",
                                                                 "{",
                                                                 "}",
                                                                 ",",
                                                                 "&a ",
                                                                 "*a",
                                                                 "*n",
                                                                 "<<: *n",
                                                                 "!!",
                                                                 "#",
                                                                 "\"",
                                                                 "'",
                                                                 "|",
                                                                 ">",
                                                                 "---\n",
                                                                 "...\n",
                                                                 "%",
                                                                 "null",
                                                                 "~",
                                                                 "nan",
                                                                 "1e999",
                                                                 "-1",
                                                                 "9999999999999999999",
                                                                 " m",
                                                                 " kg",
                                                                 "^(1/3)",
                                                                 "${JUMELLE_DATA}",
                                                                 "*",
                                                                 "\xC3",
                                                                 "\xEF\xBB\xBF",
                                                                 "="};
        std::size_t const at = below(text.size() + 1);
        std::size_t const length = 1 + below(longest_cut);
        switch (below(6)) {
        case 0: // flip a byte
            if (at < text.size()) text[at] = static_cast<char>(below(256));
            break;
        case 1: // cut
            if (at < text.size()) text.erase(at, length);
            break;
        case 2: // repeat
            if (at < text.size()) text.insert(below(text.size()), text.substr(at, length));
            break;
        case 3: // cut off
            if (below(4) == 0) text.resize(at);
            break;
        default:
            text.insert(at, pieces[below(pieces.size())]);
        }
    }

    RandomStream random_;
    std::uint64_t position_ = 0;
};

using Target = void (*)(std::string const&);

void fuzz(Target target, std::string const& good, std::uint64_t inputs) {
    target(good);
    for (std::uint64_t i = 0; i < inputs; ++i) {
        std::string const text = Mutator(i).mutated(good);
        try {
            target(text);
        } catch (std::exception const& error) {
            FAIL() << "input " << i << " let this escape: " << error.what() << "\n" << text;
        }
    }
}

TEST(Fuzz, of_scenarios_lets_only_input_errors_escape) {
    fuzz(fuzz::scenario, fuzz::good_scenario, 2000);
}

TEST(Fuzz, of_overrides_lets_only_input_errors_escape) {
    fuzz(fuzz::override_of, "territory.fields.manning.1={polygons: [data/parks.csv], value: 0.02 s/m^(1/3)}",
         1000);
    fuzz(fuzz::override_of, "time.duration=90 min", 1000);
}

TEST(Fuzz, of_tables_lets_only_input_errors_escape) {
    fuzz(fuzz::series, fuzz::good_table, 8000);
}

TEST(Fuzz, of_networks_and_trips_lets_only_input_errors_escape) {
    fuzz(fuzz::network, fuzz::good_network, 8000);
    fuzz(fuzz::trips, fuzz::good_trips, 8000);
    fuzz(fuzz::links, fuzz::good_links, 4000);
}

TEST(Fuzz, of_quantities_lets_nothing_escape) {
    for (char const* good : {"0.03 s/m^(1/3)", "12 mm/h", "-1.5e3 km h-1", "40 %"})
        fuzz(fuzz::unit, good, 2000);
}

} // namespace
} // namespace jumelle
