#include "io/hdf5/result_provenance.hpp"

#include <chrono>
#include <fmt/format.h>

#include "core/base/version.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/result_names.hpp"

namespace jumelle::hdf5 {

namespace {

std::string now() {
    auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
    return to_text(Instant::from_ticks(seconds * Duration::ticks_per_second));
}

void put_input(hid_t root, std::string const& prefix, InputRecord const& input) {
    put_text(root, prefix + "name", input.name);
    put_text(root, prefix + "used_for", input.used_for);
    put_text(root, prefix + "sha256", input.sha256);
    put_text(root, prefix + "licence", input.licence);
    put_text(root, prefix + "date", input.date);
    put_text(root, prefix + "crs", input.crs);
    put_text(root, prefix + "vertical_datum", input.vertical_datum);
    put_text(root, prefix + "note", input.note);
}

} // namespace

void put_provenance(NetcdfFile& file, RunHeader const& header) {
    hid_t const root = file.root();
    std::string const source = fmt::format("jumelle {} ({})", version(), git_revision());
    std::string const date = now();
    put_text(root, "Conventions", "CF-1.11 UGRID-1.0 ACDD-1.3");
    put_integer(root, format_attribute, format_version);
    put_text(root, "title", header.title);
    put_text(root, "institution", "not stated");
    put_text(root, "license", "not stated");
    put_text(root, "source", source);
    put_text(root, "history", fmt::format("{} written by {}", date, source));
    put_text(root, "date_created", date);
    put_text(root, "time_coverage_start", to_text(header.start));
    put_text(root, "scenario", header.scenario_text);
    bool const hashed = !header.scenario_sha256.empty() || header.scenario_text.empty();
    put_text(root, "scenario_sha256", hashed ? header.scenario_sha256 : sha256_of_text(header.scenario_text));
    for (auto const& [name, text] : header.attributes) put_text(root, name, text);
    auto const& inputs = header.territory->inputs;
    put_integer(root, "inputs", static_cast<std::int32_t>(inputs.size()));
    for (std::size_t i = 0; i < inputs.size(); ++i) put_input(root, fmt::format("input_{}_", i), inputs[i]);
}

void put_footer(NetcdfFile& file, RunFooter const& footer) {
    put_text(file.root(), "status", footer.status);
    for (auto const& [name, text] : footer.attributes) put_text(file.root(), name, text);
    for (auto const& [name, number] : footer.numbers) put_number(file.root(), name, number);
}

} // namespace jumelle::hdf5
