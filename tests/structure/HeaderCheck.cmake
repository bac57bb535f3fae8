# Every header compiles alone, and twice: one source file for each, which includes nothing else. Building the
# target is the test; it is part of the normal build.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
     ${PROJECT_SOURCE_DIR}/core/*.hpp ${PROJECT_SOURCE_DIR}/models/*.hpp ${PROJECT_SOURCE_DIR}/io/*.hpp
     ${PROJECT_SOURCE_DIR}/app/*.hpp ${PROJECT_SOURCE_DIR}/bench/*.hpp)

set(header_sources "")
foreach(header IN LISTS headers)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/header_check/${header}.cpp)
  set(text "#include \"${header}\"\n#include \"${header}\"\n")
  file(CONFIGURE OUTPUT ${source} CONTENT "${text}")
  list(APPEND header_sources ${source})
endforeach()

add_library(header_check OBJECT ${header_sources})
# The public dependencies of our libraries; and, because some headers inside their home folder speak of a library
# that the folder keeps to itself, the include folders of those libraries.
target_link_libraries(header_check PRIVATE ${JUMELLE_TARGETS})
foreach(library PkgConfig::HDF5 yaml-cpp GDAL::GDAL)
  target_include_directories(header_check SYSTEM PRIVATE
    $<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>)
endforeach()
target_compile_options(header_check PRIVATE -O0)

# That it can fail: a header that needs another one must not compile.
add_test(NAME structure.header_check_can_fail
         COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -x c++
                 ${CMAKE_CURRENT_SOURCE_DIR}/header_that_needs_another.hpp.txt)
set_tests_properties(structure.header_check_can_fail PROPERTIES WILL_FAIL TRUE)
