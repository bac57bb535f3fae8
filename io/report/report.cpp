#include "io/report/report.hpp"

#include <fmt/format.h>

#include "core/base/contract.hpp"
#include "io/report/frames.hpp"
#include "io/report/page_data.hpp"
#include "io/report/web_parts.hpp"

namespace jumelle {

namespace {

using report::BlobStore;
using report::web_parts;

/// Text between tags. Source: HTML Living Standard, 13.3 (escaping a string).
std::string html_text(std::string_view text) {
    std::string made;
    for (char const c : text) {
        if (c == '&') {
            made += "&amp;";
        } else if (c == '<') {
            made += "&lt;";
        } else if (c == '>') {
            made += "&gt;";
        } else if (c == '"') {
            made += "&quot;";
        } else {
            made += c;
        }
    }
    return made;
}

std::string_view part(std::string_view name) {
    for (auto const& known : web_parts())
        if (known.name == name) return known.text;
    return {};
}

bool is_library(std::string_view name) {
    return name.ends_with(".min.js");
}

/// Our own scripts in one function, so that nothing of theirs is global.
std::string own_scripts() {
    std::string text = "\"use strict\";\n(() => {\n";
    for (auto const& [name, script] : web_parts())
        if (name.ends_with(".js") && !is_library(name)) text += script;
    return text + "})();\n";
}

std::string blob_elements(BlobStore const& blobs) {
    std::string text;
    text.reserve(blobs.bytes() + blobs.bytes() / 8);
    for (std::size_t i = 0; i < blobs.texts().size(); ++i)
        text += fmt::format("<script type=\"text/plain\" id=\"blob{}\">{}</script>\n", i, blobs.texts()[i]);
    return text;
}

/// What stands for `{{name}}` in page.html.
std::string filled(std::string_view name, ReportInput const& input, std::string const& data,
                   BlobStore const& blobs) {
    if (name == "title") return html_text(input.title);
    if (name == "language") return html_text(input.language);
    if (name == "data") return data;
    if (name == "blobs") return blob_elements(blobs);
    if (name == "scripts") return own_scripts();
    if (name == "licences") return html_text(part("licences.txt"));
    return std::string(part(name));
}

} // namespace

std::string report_page(ReportInput const& input) {
    JUMELLE_EXPECTS(!input.runs.empty() && !input.variants.empty() && !input.samples.empty());
    BlobStore blobs;
    std::string const data = report::page_data(input, blobs);
    std::string_view rest = part("page.html");
    std::string page;
    while (true) {
        auto const begin = rest.find("{{"), end = rest.find("}}");
        if (begin == std::string_view::npos || end == std::string_view::npos) break;
        page += rest.substr(0, begin);
        page += filled(rest.substr(begin + 2, end - begin - 2), input, data, blobs);
        rest.remove_prefix(end + 2);
    }
    return page.append(rest);
}

} // namespace jumelle
