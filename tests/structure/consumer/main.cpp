#include <cstdio>

#include "core/base/log.hpp"
#include "core/base/time.hpp"
#include "core/base/version.hpp"
#include "core/parallel/loops.hpp"
#include "models/all_models.hpp"

int main() {
    double const sum = jumelle::sum_rows(4, [](jumelle::Index row) { return static_cast<double>(row); });
    jumelle::log_info("{} models", jumelle::all_models().names().size());
    std::printf("jumelle %s, sum %g, %s\n", jumelle::version().c_str(), sum,
                jumelle::to_text(jumelle::Duration::from_seconds(5400.0)).c_str());
}
