#pragma once

/// Prints the tables of films, laboratory flumes, the coast and the tests of the Environment Agency. Those
/// whose data are not there are named as not run.
void print_references();
