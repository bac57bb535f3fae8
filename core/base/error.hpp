#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace jumelle {

/// A position in a file that a person wrote. Lines and columns count from 1; 0 means unknown.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
};

/// `file:line:column`, without the parts that are unknown.
std::string to_text(Place const& place);

/// Whose mistake a fault is: the scenario's text, or the content of a data file that it names.
enum class FaultKind { configuration, data };

/// One mistake in what a person gave us: where, which key, what is wrong, what to do.
struct Fault {
    Place place;
    std::string key;     ///< path of the key, `models.flood.manning`; empty where there is none
    std::string message; ///< what is wrong, without a full stop
    std::string hint;    ///< what to do about it; empty where there is nothing to say
    FaultKind kind = FaultKind::configuration;
};

/// `storm.yaml:12:14: models.flood.manning: 0.9 s/m^(1/3) is outside 0.01 .. 0.3 s/m^(1/3)\n  hint: …`
std::string to_text(Fault const& fault);

/// What a person gave us is wrong; carries every fault that was found, in the order of the file.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<Fault> faults);
    explicit InputError(Fault fault) : InputError(std::vector<Fault>{std::move(fault)}) {}
    std::vector<Fault> const& faults() const { return faults_; }
    /// `configuration` if any fault is one, else `data`.
    FaultKind kind() const;

  private:
    std::vector<Fault> faults_;
};

/// Collects faults so that all of them can be told at once.
class FaultList {
  public:
    void add(Fault fault) { faults_.push_back(std::move(fault)); }
    bool empty() const { return faults_.empty(); }
    std::vector<Fault> const& faults() const { return faults_; }
    /// @throws InputError with all faults, if there are any
    void throw_if_any() const;

  private:
    std::vector<Fault> faults_;
};

/// The outside world failed us: a full disk, a folder without write permission.
class IoError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A run went wrong: not a number, negative depth, lost mass. Names model, time and cell.
class RunError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The name of `names` that `wrong` most likely means: smallest edit distance (Damerau–Levenshtein, optimal
/// string alignment), at most a third of its length; nothing where no name is that near.
std::optional<std::string> nearest_name(std::string_view wrong, std::vector<std::string> const& names);

/// `did you mean 'manning'?`, or `known: a, b, c` where no name is near.
std::string hint_for_name(std::string_view wrong, std::vector<std::string> const& names);

} // namespace jumelle
