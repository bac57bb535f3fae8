#include "io/units/units.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <map>
#include <mutex>
#include <string_view>
#include <udunits2.h>
#include <utility>

#include "core/base/error.hpp"
#include "io/units/number.hpp"

namespace jumelle {

namespace {

constexpr std::size_t longest_unit = 64;
/// Stands for the target of `to_si` among what is remembered; no unit has two brackets like these.
constexpr char const* si_base_units = "((SI))";

struct FreeUnit {
    void operator()(ut_unit* unit) const { ut_free(unit); }
};
struct FreeConverter {
    void operator()(cv_converter* converter) const { cv_free(converter); }
};
using UnitHandle = std::unique_ptr<ut_unit, FreeUnit>;
using ConverterHandle = std::unique_ptr<cv_converter, FreeConverter>;

/// UDUNITS keeps its last status and its parser's state in globals.
std::mutex& udunits_turn() {
    static std::mutex turn;
    return turn;
}

/// Spellings of s·m^(-1/3), without spaces.
bool is_manning_unit(std::string const& unit) {
    std::string bare;
    for (char const c : unit) {
        if (c != ' ' && c != '^' && c != '(' && c != ')' && c != '.' && c != '*') bare += c;
    }
    constexpr std::array<std::string_view, 3> spellings{"s/m1/3", "sm-1/3", "m-1/3s"};
    return std::find(spellings.begin(), spellings.end(), bare) != spellings.end();
}

/// UDUNITS reads more than units: dates, origins (`@`, `from`), logarithms, products with numbers. Only what
/// looks like a unit is passed on.
bool looks_like_unit(std::string const& unit) {
    if (unit.empty() || unit.size() > longest_unit) return false;
    constexpr std::string_view marks = "/^()-+.* %_'\"";
    constexpr std::string_view before_factors = " .*/";
    bool const is_inverse = unit == "1" || unit.starts_with("1/"); // the only number that may stand alone
    int open = 0;
    for (std::size_t i = 0; i < unit.size(); ++i) {
        auto const c = static_cast<unsigned char>(unit[i]);
        bool const digit = c >= '0' && c <= '9';
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
        if (!digit && !letter && marks.find(unit[i]) == std::string_view::npos) return false;
        bool const is_factor =
            digit && (i == 0 ? !is_inverse : before_factors.find(unit[i - 1]) != std::string_view::npos);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (is_factor || open < 0) return false;
    }
    return open == 0;
}

/// What a visitor finds out about a unit: the product of base units below its scale and origin.
struct Base {
    UnitHandle unit;
    bool refused = false;
};

ut_status keep(ut_unit const* unit, void* base) {
    static_cast<Base*>(base)->unit.reset(ut_clone(unit));
    return UT_SUCCESS;
}
ut_status keep_product(ut_unit const* unit, int, ut_unit const* const*, int const*, void* base) {
    return keep(unit, base);
}
ut_status keep_underlying(ut_unit const*, double, ut_unit const* underlying, double, void* base) {
    return keep(underlying, base);
}
ut_status refuse_timestamp(ut_unit const*, ut_unit const*, double, void* base) {
    static_cast<Base*>(base)->refused = true;
    return UT_SUCCESS;
}
ut_status refuse_logarithm(ut_unit const*, double, ut_unit const*, void* base) {
    static_cast<Base*>(base)->refused = true;
    return UT_SUCCESS;
}

UnitHandle base_of(ut_unit const* unit) {
    Base base;
    ut_visitor const visitor{keep, keep_product, keep_underlying, refuse_timestamp, refuse_logarithm};
    if (ut_accept_visitor(unit, &visitor, &base) != UT_SUCCESS || base.refused) return nullptr;
    return std::move(base.unit);
}

std::optional<Conversion> conversion(ut_unit* from, ut_unit* to) {
    ConverterHandle const converter(ut_get_converter(from, to));
    if (!converter) return std::nullopt;
    double const offset = cv_convert_double(converter.get(), 0.0);
    // Far from zero the difference keeps its digits beside an offset such as 273.15.
    double const far = offset == 0.0 ? 1.0 : 0x1.0p40;
    double const factor = (cv_convert_double(converter.get(), far) - offset) / far;
    return Conversion{factor, offset};
}

} // namespace

struct UnitSystem::Database {
    ut_system* system = nullptr;
    /// What was asked for before (from, to): a study asks the same thousands of times.
    std::map<std::pair<std::string, std::string>, std::optional<Conversion>> known;
    ~Database() { ut_free_system(system); }

    /// The conversion that `find` finds, once. A hostile text cannot fill the memory.
    template <class Find>
    std::optional<Conversion> remembered(std::string const& from, std::string const& to, Find&& find) {
        constexpr std::size_t most = 10'000;
        std::lock_guard const turn(udunits_turn());
        auto const key = std::make_pair(from, to);
        if (auto const found = known.find(key); found != known.end()) return found->second;
        if (known.size() >= most) known.clear();
        return known.emplace(key, find()).first->second;
    }

    /// UDUNITS knows no money: a dimension of its own.
    void add_money() const {
        UnitHandle const euro(ut_new_base_unit(system));
        ut_map_name_to_unit("EUR", UT_UTF8, euro.get());
        ut_map_unit_to_name(euro.get(), "EUR", UT_UTF8);
    }

    /// @returns null where the text is no unit
    UnitHandle parse(std::string const& unit) const {
        std::string const text(trimmed(unit));
        if (!looks_like_unit(text)) return nullptr;
        UnitHandle parsed(ut_parse(system, text.c_str(), UT_UTF8));
        if (!parsed || !base_of(parsed.get())) return nullptr;
        return parsed;
    }
};

UnitSystem::UnitSystem() : database_(std::make_unique<Database>()) {
    std::lock_guard const turn(udunits_turn());
    ut_set_error_message_handler(ut_ignore);
    database_->system = ut_read_xml(nullptr);
    if (database_->system == nullptr) {
        throw IoError("the units database of UDUNITS cannot be read; install libudunits2-data or set "
                      "UDUNITS2_XML_PATH");
    }
    database_->add_money();
}

UnitSystem::~UnitSystem() {
    std::lock_guard const turn(udunits_turn());
    database_.reset();
}

UnitSystem const& common_units() {
    static UnitSystem const units;
    return units;
}

bool UnitSystem::knows(std::string const& unit) const {
    return to_si(unit).has_value();
}

std::optional<Conversion> UnitSystem::between(std::string const& from, std::string const& to) const {
    if (is_manning_unit(from) && is_manning_unit(to)) return Conversion{};
    return database_->remembered(from, to, [&]() -> std::optional<Conversion> {
        UnitHandle const source = database_->parse(from);
        UnitHandle const target = database_->parse(to);
        if (!source || !target) return std::nullopt;
        return conversion(source.get(), target.get());
    });
}

std::optional<Conversion> UnitSystem::to_si(std::string const& unit) const {
    if (is_manning_unit(unit)) return Conversion{};
    return database_->remembered(unit, si_base_units, [&]() -> std::optional<Conversion> {
        UnitHandle const source = database_->parse(unit);
        if (!source) return std::nullopt;
        return conversion(source.get(), base_of(source.get()).get());
    });
}

} // namespace jumelle
