# Installs the program, the libraries with their headers, and a package for find_package(jumelle).
# Included last, when every target is known.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/jumelle)

# Libraries of benchmarks and tests stay here.
set(installed_targets "")
foreach(target IN LISTS JUMELLE_TARGETS)
  get_target_property(folder ${target} SOURCE_DIR)
  if(NOT folder MATCHES "^${PROJECT_SOURCE_DIR}/(bench|tests)(/|$)")
    list(APPEND installed_targets ${target})
  endif()
endforeach()

install(TARGETS ${installed_targets} EXPORT jumelleTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(jumelle_options PROPERTIES EXPORT_NAME options)
if(TARGET jumelle)
  install(TARGETS jumelle RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

# Includes are written from the root of the repository, so the folders keep their names below include/jumelle.
install(DIRECTORY core models io DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/jumelle
        FILES_MATCHING PATTERN "*.hpp")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT jumelleTargets NAMESPACE jumelle:: DESTINATION ${package_folder})
configure_package_config_file(cmake/jumelleConfig.cmake.in ${PROJECT_BINARY_DIR}/jumelleConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/jumelleConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/jumelleConfig.cmake ${PROJECT_BINARY_DIR}/jumelleConfigVersion.cmake
              cmake/JumelleDependencies.cmake
        DESTINATION ${package_folder})
