#include "app/study_members.hpp"

#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "core/base/error.hpp"

namespace jumelle::app {

namespace {

struct Pair {
    std::size_t first = 0, second = 0;
};

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return is_whole ? std::optional(number) : std::nullopt;
}

std::optional<Pair> pair_of(std::string_view text, char separator) {
    auto const at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    auto const first = number_of(text.substr(0, at)), second = number_of(text.substr(at + 1));
    return first && second ? std::optional(Pair{*first, *second}) : std::nullopt;
}

InputError wrong(char const* option, std::string message, std::string hint) {
    Fault fault;
    fault.key = option;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    return InputError(fault);
}

void keep_members(std::string const& members, std::vector<bool>& chosen) {
    auto const single = number_of(members);
    auto const range = single ? std::optional(Pair{*single, *single}) : pair_of(members, '-');
    if (!range || range->first > range->second)
        throw wrong("--members", fmt::format("'{}' is neither a run nor a range of runs", members),
                    "write for example 12, or 10-19");
    if (range->second >= chosen.size())
        throw wrong("--members", fmt::format("there is no run {}", range->second),
                    fmt::format("the study has the runs 0 to {}; see design.csv", chosen.size() - 1));
    for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i] = chosen[i] && i >= range->first && i <= range->second;
}

void keep_shard(std::string const& shard, std::vector<bool>& chosen) {
    auto const parts = pair_of(shard, '/');
    if (!parts || parts->first >= parts->second)
        throw wrong("--shard", fmt::format("'{}' is no share of the runs", shard),
                    "write for example 0/8, the first of eight");
    for (std::size_t i = 0; i < chosen.size(); ++i)
        chosen[i] = chosen[i] && i % parts->second == parts->first;
}

} // namespace

std::vector<bool> chosen_runs(std::string const& members, std::string const& shard, std::size_t runs) {
    std::vector<bool> chosen(runs, true);
    if (!members.empty()) keep_members(members, chosen);
    if (!shard.empty()) keep_shard(shard, chosen);
    return chosen;
}

} // namespace jumelle::app
