# Writes a C++ file that holds text files: cmake -DFILES=a;b -DOUTPUT=file.cpp -P embed_text.cmake
# Names of scripts are kept in the order given, under `scripts`.
set(made "#include \"io/report/web_parts.hpp\"\n\nnamespace jumelle::report {\n\n")
string(APPEND made "std::vector<WebPart> const& web_parts() {\n    static std::vector<WebPart> const parts = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  # The page must not ask for anything: no source maps, no pictures beside the style sheet.
  string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*" "" text "${text}")
  string(REGEX REPLACE "/\\*# sourceMappingURL[^*]*\\*/" "" text "${text}")
  if(name STREQUAL "leaflet.css")
    string(REGEX REPLACE "url\\([^)]*\\)" "none" text "${text}")
  endif()
  string(APPEND made "{\"${name}\", R\"jumelle(${text})jumelle\"},\n")
endforeach()
string(APPEND made "    };\n    return parts;\n}\n\n} // namespace jumelle::report\n")
file(WRITE "${OUTPUT}" "${made}")
