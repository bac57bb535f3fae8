#include "io/report/report.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>

#include "core/base/error.hpp"
#include "io/report/web_parts.hpp"
#include "tests/io/report/made_source.hpp"

namespace jumelle {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string between(std::string const& text, std::string const& before, std::string const& after) {
    auto const begin = text.find(before) + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

json data_of(std::string const& page) {
    return json::parse(between(page, "id=\"data\">", "</script>"));
}

std::size_t count_of(std::string const& text, std::string const& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

json layer_of(json const& data, std::string const& name) {
    for (auto const& layer : data["maps"]["layers"])
        if (layer["name"] == name) return layer;
    return nullptr;
}

std::string message_of(ReportInput const& input) {
    try {
        report_page(input);
    } catch (InputError const& error) {
        return error.what();
    }
    return "nothing was wrong";
}

TEST(ReportPage, tells_options_indicators_and_their_differences) {
    MadeRun option;
    option.title = "Option";
    option.wetness = 0.5;
    json const data = data_of(report_page(report_of({MadeRun{}, option})));
    EXPECT_EQ(data["variants"], json({"A made run", "Option"}));
    ASSERT_EQ(data["indicators"].size(), 2U);
    json const& flooded = data["indicators"][0];
    EXPECT_EQ(flooded["name"], "flooded_area");
    EXPECT_EQ(flooded["unit"], "ha");
    EXPECT_EQ(flooded["better"], "less");
    EXPECT_EQ(flooded["options"][1]["mean"], 1.0);
    EXPECT_EQ(flooded["options"][1]["difference"], -1.0);
    EXPECT_EQ(flooded["options"][1]["share"], -0.5);
    EXPECT_EQ(data["runs"][0]["balances"]["flood"]["in"], 10.0);
    EXPECT_EQ(data["runs"][0]["inputs"][0]["licence"], "Licence Ouverte 2.0");
}

TEST(ReportPage, ranks_options_by_stated_weights) {
    MadeRun option;
    option.title = "Option";
    option.wetness = 0.5;
    auto input = report_of({MadeRun{}, option});
    input.weights = {{"flooded_area", 2.0}};
    json const ranking = data_of(report_page(input))["ranking"];
    EXPECT_EQ(ranking["weights"]["flooded_area"], 2.0);
    EXPECT_EQ(ranking["options"][0]["rank"], 2);
    EXPECT_EQ(ranking["options"][1]["rank"], 1);
    EXPECT_EQ(ranking["options"][1]["score"], 1.0);
    EXPECT_EQ(ranking["options"][0]["efficient"], false);
    EXPECT_TRUE(data_of(report_page(report_of({option})))["ranking"].is_null());
    input.weights = {{"lost_vehicle_hours", 1.0}};
    EXPECT_THAT(message_of(input),
                HasSubstr("no run has a value of 'lost_vehicle_hours', which has a weight"));
}

TEST(ReportPage, holds_every_frame_once) {
    std::string const page = report_page(report_of({MadeRun{}}));
    json const depth = layer_of(data_of(page), "water_depth");
    ASSERT_EQ(depth["frames"].size(), 1U);
    ASSERT_EQ(depth["frames"][0].size(), 3U);
    EXPECT_NE(depth["frames"][0][0], depth["frames"][0][2]);
    for (auto const& id : depth["frames"][0])
        EXPECT_EQ(count_of(page, "id=\"blob" + std::to_string(id.get<int>()) + "\""), 1U);
}

TEST(ReportPage, outlines_what_an_option_changes_in_the_territory) {
    MadeRun option;
    option.title = "Dug";
    option.dug_m = 1.0;
    json const changes = data_of(report_page(report_of({MadeRun{}, option})))["maps"]["changes"];
    ASSERT_EQ(changes["frames"].size(), 2U);
    EXPECT_NE(changes["frames"][0], changes["frames"][1]);
}

TEST(ReportPage, is_not_broken_by_hostile_names) {
    MadeRun run;
    run.title = "</script><script>alert(1)</script> & \"quoted\" <!-- \x80";
    std::string const page = report_page(report_of({run}));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(
        page,
        HasSubstr(
            "<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &lt;!--"));
    EXPECT_THAT(data_of(page)["title"].get<std::string>(),
                testing::StartsWith("</script><script>alert(1)</script>"));
    std::string const plain = report_page(report_of({MadeRun{}}));
    EXPECT_EQ(count_of(page, "<script"), count_of(plain, "<script"));
    EXPECT_EQ(count_of(page, "</script>"), count_of(plain, "</script>"));
}

TEST(ReportPage, asks_for_nothing_else) {
    std::string page = report_page(report_of({MadeRun{}}));
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    for (auto const& [name, text] :
         report::web_parts()) // libraries name their home in texts that are not shown
        if (name.ends_with(".min.js")) page.erase(page.find(text), text.size());
    EXPECT_EQ(count_of(page, "sourceMappingURL") + count_of(page, "url(") + count_of(page, "{{"), 0U);
    EXPECT_FALSE(std::regex_search(page, std::regex(R"((src|href)="(https?:|//|[a-z]+\.(js|css)))")));
}

TEST(ReportPage, keeps_the_licences_of_what_it_holds) {
    std::string const page = report_page(report_of({MadeRun{}}));
    for (char const* text :
         {"BSD 2-Clause", "Vladimir Agafonkin", "MIT License", "Chart.js Contributors", "ColorBrewer"})
        EXPECT_THAT(page, HasSubstr(text));
}

TEST(ReportPage, opens_in_the_chosen_language) {
    auto input = report_of({MadeRun{}});
    input.language = "fr";
    std::string const page = report_page(input);
    EXPECT_THAT(page, HasSubstr("<html lang=\"fr\">"));
    EXPECT_EQ(data_of(page)["language"], "fr");
}

TEST(ReportPage, does_without_roads_gauges_or_grid) {
    MadeRun bare;
    bare.has_roads = bare.has_gauges = false;
    json const cells = data_of(report_page(report_of({bare})));
    EXPECT_FALSE(cells["maps"]["shown"][0].contains("roads"));
    EXPECT_FALSE(layer_of(cells, "water_depth").is_null());
    MadeRun network;
    network.has_cells = false;
    json const roads = data_of(report_page(report_of({network})));
    EXPECT_TRUE(roads["maps"]["grid"].is_null());
    EXPECT_TRUE(roads["maps"]["shown"][0].contains("roads"));
    EXPECT_FALSE(layer_of(roads, "road_flow").is_null());
    MadeRun empty = network;
    empty.has_roads = false;
    EXPECT_EQ(data_of(report_page(report_of({empty})))["maps"]["layers"].size(), 0U);
}

TEST(ReportPage, refuses_a_run_that_failed_or_has_not_ended) {
    MadeRun failed;
    failed.status = "failed";
    EXPECT_EQ(message_of(report_of({failed})),
              "A made run/run.nc: the run is failed\n"
              "  hint: a report needs complete runs: let it run to its end first");
    MadeRun killed;
    killed.status = "";
    EXPECT_THAT(message_of(report_of({killed})), HasSubstr("the run has not ended"));
}

TEST(ReportPage, refuses_runs_that_cannot_be_compared) {
    MadeRun finer;
    finer.title = "finer";
    finer.rows = 8;
    EXPECT_THAT(message_of(report_of({MadeRun{}, finer})),
                HasSubstr("finer/run.nc: cannot be in the same report: it has 6 × 8 cells of 5 m"));
}

TEST(ReportPage, of_a_million_cells_and_forty_eight_times_stays_below_fifteen_megabytes) {
    constexpr std::size_t fifteen_megabytes = 15'000'000;
    MadeRun large;
    large.rows = large.columns = 1000;
    large.times = 48;
    large.cell_noise = 6.0; // each cell its own felt temperature: hardly to be compressed
    std::string const page = report_page(report_of({large}));
    EXPECT_LT(page.size(), fifteen_megabytes);
    json const data = data_of(page);
    json const utci = layer_of(data, "utci");
    EXPECT_GT(utci["factor"], 1); // and the page says so, by this number
    EXPECT_GE(utci["times"].size(), 12U);
    EXPECT_EQ(layer_of(data, "max_water_depth")["factor"], 1);
}

TEST(WebParts, are_those_of_the_page_and_end_no_script) {
    auto const& parts = report::web_parts();
    EXPECT_GT(parts.size(), 10U);
    for (auto const& [name, text] : parts) {
        EXPECT_FALSE(text.empty()) << name;
        if (!name.ends_with(".js")) continue;
        EXPECT_EQ(text.find("</script"), std::string_view::npos) << name;
    }
}

} // namespace
} // namespace jumelle
