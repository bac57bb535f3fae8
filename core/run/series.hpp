#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace jumelle {

/// The account of a model as series of the group `<model>_balance`: `in`, `out`, `stored`, one for each term,
/// `error` and `error_relative`. Terms of the same name count together.
std::vector<SeriesInfo> account_series(std::string const& model, Balance const& balance);

/// Appends the values of `account_series`, in the same order; `terms` are those of the balance that the
/// series were made from.
void append_account(Balance const& balance, std::vector<Balance::Term> const& terms,
                    std::vector<double>& values);

/// The account in one line for people: `in 4 m3, out 0 m3, …; rain 4, inflow 0`.
std::string account_text(Balance const& balance);

} // namespace jumelle
