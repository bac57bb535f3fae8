#include "io/sqlite/write_tables.hpp"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <sqlite3.h>
#include <system_error>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

namespace jumelle {

namespace {

namespace fs = std::filesystem;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// A database that is being filled.
class Database {
  public:
    explicit Database(fs::path const& file) {
        sqlite3* opened = nullptr;
        int const code = sqlite3_open(file.c_str(), &opened);
        database_.reset(opened);
        check(code);
    }

    void run(std::string const& sql) {
        check(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
    }

    void add(DatabaseTable const& table) {
        run(fmt::format("CREATE TABLE {} ({})", table.name, fmt::join(table.columns, ", ")));
        std::vector<std::string> const marks(table.columns.size(), "?");
        std::string const sql = fmt::format("INSERT INTO {} VALUES ({})", table.name, fmt::join(marks, ", "));
        sqlite3_stmt* prepared = nullptr;
        check(sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr));
        Statement const insert(prepared);
        for (auto const& row : table.rows) {
            JUMELLE_EXPECTS(row.size() == table.columns.size());
            for (std::size_t i = 0; i < row.size(); ++i) bind(prepared, static_cast<int>(i) + 1, row[i]);
            if (sqlite3_step(prepared) != SQLITE_DONE) fail();
            check(sqlite3_reset(prepared));
        }
        for (auto const& column : table.indexed)
            run(fmt::format("CREATE INDEX {0}_by_{1} ON {0} ({1})", table.name, column));
    }

  private:
    void bind(sqlite3_stmt* statement, int position, TableCell const& cell) {
        if (auto const* text = std::get_if<std::string>(&cell))
            check(sqlite3_bind_text(statement, position, text->c_str(), static_cast<int>(text->size()),
                                    SQLITE_TRANSIENT));
        else if (auto const* number = std::get_if<double>(&cell); number != nullptr && !std::isnan(*number))
            check(sqlite3_bind_double(statement, position, *number));
        else if (auto const* integer = std::get_if<std::int64_t>(&cell))
            check(sqlite3_bind_int64(statement, position, *integer));
        else
            check(sqlite3_bind_null(statement, position));
    }
    void check(int code) {
        if (code != SQLITE_OK) fail();
    }
    [[noreturn]] void fail() { throw IoError(sqlite3_errmsg(database_.get())); }

    std::unique_ptr<sqlite3, Close> database_;
};

} // namespace

void write_tables(fs::path const& file, std::vector<DatabaseTable> const& tables) {
    fs::path part = file;
    part += ".part";
    std::error_code error;
    fs::remove(part, error);
    try {
        {
            Database database(part);
            // The file is new and is renamed when it is whole: a journal would only cost time and leave
            // files.
            database.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
            for (auto const& table : tables) database.add(table);
            database.run("COMMIT");
        }
        fs::rename(part, file);
    } catch (std::exception const& fault) {
        fs::remove(part, error);
        throw IoError(fmt::format("cannot write {}: {}", file.string(), fault.what()));
    }
}

} // namespace jumelle
