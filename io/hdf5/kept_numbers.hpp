#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/large_vector.hpp"
#include "core/results/result_source.hpp"
#include "io/hdf5/result_file.hpp"

namespace jumelle::hdf5 {

/// The numbers that a results file gets, as long as they are few: their hash then needs no look at the file.
class KeptNumbers {
  public:
    /// Numbers of fields, gauges and series of which more are not kept: at most 32 MiB.
    static constexpr std::size_t usual_limit = std::size_t{1} << 22;
    /// @param header outlives this
    explicit KeptNumbers(RunHeader const& header, std::size_t limit = usual_limit);

    /// What the functions of these names of `ResultFile` write.
    void add_fixed(std::vector<RoundedField> const& fields);
    void add_step(OutputStep const& step);
    void add_gauges(GaugeRows const& rows);

    /// What `field_data_sha256` would find in the file; nothing where there were too many numbers.
    std::optional<std::string> sha256() const;

  private:
    /// Whether so many more are kept; else nothing is from now on.
    bool takes(std::size_t numbers);
    void add_fields(std::vector<RoundedField> const& fields);
    Field field(FieldInfo const& info, std::size_t moment) const;
    GaugeRecord gauges() const;
    SeriesRecord series() const;

    RunHeader const& header_;
    std::size_t room_;
    bool is_whole_ = true;
    std::vector<Duration> times_;
    std::map<std::string, std::vector<LargeVector<float>>> fields_; ///< at each moment, row after row
    std::vector<GaugeRows> rows_;
};

} // namespace jumelle::hdf5
