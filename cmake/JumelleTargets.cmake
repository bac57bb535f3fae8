# One way to declare the project's targets, so that flags, include root and warnings stand in one place.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(jumelle_options INTERFACE)
target_compile_features(jumelle_options INTERFACE cxx_std_20)
target_include_directories(jumelle_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/jumelle>)
target_compile_options(jumelle_options INTERFACE
  $<BUILD_INTERFACE:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion>
  $<BUILD_INTERFACE:$<$<BOOL:${JUMELLE_WERROR}>:-Werror>>
  # g++ 12 warns of std::string's own memcpy (GCC bug 105651).
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>>
  # One rounding per operation everywhere: no fused multiply-add, so results do not depend on the processor.
  $<BUILD_INTERFACE:-ffp-contract=off>)
if(JUMELLE_SANITIZE)
  target_compile_options(jumelle_options INTERFACE -fsanitize=${JUMELLE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(jumelle_options INTERFACE -fsanitize=${JUMELLE_SANITIZE})
  target_compile_definitions(jumelle_options INTERFACE JUMELLE_SANITIZED=1)
endif()
target_compile_definitions(jumelle_options INTERFACE
  $<BUILD_INTERFACE:$<$<NOT:$<CONFIG:Release>>:JUMELLE_CONTRACTS=1>>)

set(JUMELLE_TARGETS jumelle_options CACHE INTERNAL "targets to install")

# jumelle_library(core_base SOURCES a.cpp ... PUBLIC deps... PRIVATE deps...)
function(jumelle_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(ARG_SOURCES)
    add_library(jumelle_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(jumelle_${name} PUBLIC jumelle_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  else()
    add_library(jumelle_${name} INTERFACE)
    target_link_libraries(jumelle_${name} INTERFACE jumelle_options ${ARG_PUBLIC})
  endif()
  set_target_properties(jumelle_${name} PROPERTIES EXPORT_NAME ${name})
  add_library(jumelle::${name} ALIAS jumelle_${name})
  set(JUMELLE_TARGETS ${JUMELLE_TARGETS} jumelle_${name} CACHE INTERNAL "targets to install")
endfunction()

# Kernel files: flags under which g++ and clang vectorise and every instruction set gives the same bits.
# -ffinite-math-only makes std::isnan false in these files: look for NaN elsewhere.
function(jumelle_kernel_files)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS
    "-O3;-fno-math-errno;-fno-trapping-math;-ffinite-math-only;-fno-signed-zeros;-ffp-contract=off")
endfunction()

# jumelle_test(base_sum SOURCES sum_test.cpp DEPENDS jumelle::core_base [LABELS slow])
function(jumelle_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LABELS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  add_executable(test_${name} ${ARG_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${ARG_DEPENDS} GTest::gtest GTest::gmock GTest::gtest_main)
  # g++ 12 falsely takes the strings of aggregates under construction for uninitialised ones.
  target_compile_options(test_${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_compile_definitions(test_${name} PRIVATE
    JUMELLE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" JUMELLE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 300 ENVIRONMENT OMP_WAIT_POLICY=passive LABELS "${ARG_LABELS}")
endfunction()
