/// Tells LeakSanitizer that UDUNITS 2.2.28 loses a few bytes for some units that it cannot parse.
extern "C" char const* __lsan_default_suppressions() {
    return "leak:libudunits2\n";
}
