#include "io/weather/heading.hpp"

#include "io/units/number.hpp"

namespace jumelle::weather {

Heading split_heading(std::string const& heading) {
    for (auto const& [open, close] : {std::pair{'[', ']'}, std::pair{'(', ')'}}) {
        std::size_t const begin = heading.find(open);
        if (begin == std::string::npos || !heading.ends_with(close)) continue;
        return {std::string(trimmed(heading.substr(0, begin))),
                std::string(trimmed(heading.substr(begin + 1, heading.size() - begin - 2)))};
    }
    std::size_t const underscore = heading.rfind('_');
    if (underscore == std::string::npos || underscore + 1 == heading.size()) return {heading, ""};
    return {heading.substr(0, underscore), heading.substr(underscore + 1)};
}

} // namespace jumelle::weather
