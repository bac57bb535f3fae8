#include <cstdio>

#include "io/yaml/json_schema.hpp"
#include "tests/io/yaml/sample_language.hpp"

/// Prints the JSON Schema of the sample language, for `json_schema_test.py`.
int main() {
    auto const schema = jumelle::scenario_schema(jumelle::test::sample_language());
    std::fputs(jumelle::json_schema(schema, "jumelle scenario").c_str(), stdout);
    return 0;
}
