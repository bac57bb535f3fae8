#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/study.hpp"
#include "core/compare/sensitivity.hpp"
#include "core/compare/study_table.hpp"

namespace jumelle::app {

/// How one indicator of one variant depends on the uncertain values, under one of the other samples.
struct Sensitivity {
    std::size_t variant = 0;
    std::string outer; ///< name of the case or combination of the matrix; empty where there is one only
    std::string indicator;
    SobolIndices sobol;               ///< of a Sobol' design
    std::vector<MorrisEffect> morris; ///< of a Morris design
};

/// One number of a table of sensitivities.
struct NamedIndex {
    char const* name; ///< `first`, `total`; `mu`, `mu_star`, `sigma`
    SensitivityIndex index;
};

/// The indices of one uncertain value.
std::vector<NamedIndex> indices_of(Sensitivity const& sensitivity, std::size_t factor);

/// Of all indicators; empty where the study's design has no sensitivity indices.
std::vector<Sensitivity> sensitivities_of(Study const& study, std::vector<StudyRow> const& rows);

/// `sensitivity.csv`: variant, case, indicator, key, index, value, low, high; one line an index.
std::string sensitivity_csv(Study const& study, std::vector<Sensitivity> const& sensitivities);
/// The same as objects.
nlohmann::ordered_json sensitivity_json(Study const& study, std::vector<Sensitivity> const& sensitivities);
/// The baseline under the first case, for people; empty where there is nothing.
std::string sensitivity_text(Study const& study, std::vector<Sensitivity> const& sensitivities);

} // namespace jumelle::app
