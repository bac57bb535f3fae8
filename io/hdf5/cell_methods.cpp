#include "io/hdf5/cell_methods.hpp"

#include <array>
#include <utility>

namespace jumelle::hdf5 {

namespace {

constexpr std::array<std::pair<TimeMeaning, char const*>, 5> words{{{TimeMeaning::instant, "time: point"},
                                                                    {TimeMeaning::mean, "time: mean"},
                                                                    {TimeMeaning::sum, "time: sum"},
                                                                    {TimeMeaning::maximum, "time: maximum"},
                                                                    {TimeMeaning::minimum, "time: minimum"}}};

} // namespace

char const* cell_methods(TimeMeaning meaning) {
    for (auto const& [known, text] : words) {
        if (known == meaning) return text;
    }
    return "";
}

TimeMeaning meaning_of(std::string const& cell_methods) {
    for (auto const& [meaning, text] : words) {
        if (cell_methods == text) return meaning;
    }
    return TimeMeaning::constant;
}

} // namespace jumelle::hdf5
