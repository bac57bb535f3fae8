#include "io/sqlite/write_tables.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <sqlite3.h>

#include "core/base/error.hpp"

namespace jumelle {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone after the test.
class Tables : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "jumelle_sqlite_XXXXXX").string();
        folder_ = mkdtemp(name.data());
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// What a query answers: cells separated by `|`, lines by newlines.
    std::string answer(std::string const& query) const {
        sqlite3* database = nullptr;
        EXPECT_EQ(sqlite3_open((folder_ / "a.sqlite").c_str(), &database), SQLITE_OK);
        std::string text;
        auto const add = [](void* to, int columns, char** values, char**) {
            auto& told = *static_cast<std::string*>(to);
            for (int i = 0; i < columns; ++i)
                told += (i > 0 ? "|" : "") + std::string(values[i] == nullptr ? "NULL" : values[i]);
            told += "\n";
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(database, query.c_str(), add, &text, nullptr), SQLITE_OK);
        sqlite3_close(database);
        return text;
    }

    fs::path folder_;
};

std::vector<DatabaseTable> one_table() {
    return {{"runs",
             {"run", "variant", "depth"},
             {"variant"},
             {{std::int64_t{0}, std::string("it's; \"trees\""), 0.5},
              {std::int64_t{1}, std::string("bäume"), std::numeric_limits<double>::quiet_NaN()},
              {std::int64_t{2}, std::monostate(), 1e-300}}}};
}

TEST_F(Tables, come_back_as_they_were) {
    write_tables(folder_ / "a.sqlite", one_table());
    EXPECT_EQ(answer("SELECT * FROM runs ORDER BY run"),
              "0|it's; \"trees\"|0.5\n1|bäume|NULL\n2|NULL|1.0e-300\n");
    EXPECT_EQ(answer("SELECT name FROM sqlite_master WHERE type = 'index'"), "runs_by_variant\n");
    EXPECT_EQ(answer("PRAGMA integrity_check"), "ok\n");
}

TEST_F(Tables, replace_an_earlier_file_and_leave_nothing_beside_it) {
    std::ofstream(folder_ / "a.sqlite") << "something else";
    write_tables(folder_ / "a.sqlite", one_table());
    EXPECT_EQ(answer("SELECT count(*) FROM runs"), "3\n");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Tables, that_cannot_be_written_are_told_and_leave_the_earlier_file) {
    EXPECT_THROW(write_tables(folder_ / "gone" / "a.sqlite", one_table()), IoError);
    write_tables(folder_ / "a.sqlite", one_table());
    auto twice = one_table();
    twice.push_back(twice.front());
    EXPECT_THROW(write_tables(folder_ / "a.sqlite", twice), IoError);
    EXPECT_EQ(answer("SELECT count(*) FROM runs"), "3\n");
}

} // namespace
} // namespace jumelle
