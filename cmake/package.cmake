# What is installed and packaged: the program with its pages and completions, the library with its header and CMake package, the Python module.
# Included where SCRUB837_INSTALL is on. `./dev package` makes the Debian packages.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# ---- the library ----
add_library(scrub837_library SHARED engine/scrub837.cpp)
set_target_properties(scrub837_library PROPERTIES OUTPUT_NAME scrub837 EXPORT_NAME scrub837 VERSION ${PROJECT_VERSION}
                      SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
target_link_libraries(scrub837_library PRIVATE scrub837_options $<BUILD_INTERFACE:scrub837_engine>)
target_link_options(scrub837_library PRIVATE -Wl,--exclude-libs,ALL -Wl,--no-undefined)
target_compile_features(scrub837_library INTERFACE cxx_std_17)
target_include_directories(scrub837_library INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

install(TARGETS scrub837 RUNTIME COMPONENT program)
install(TARGETS scrub837_library EXPORT scrub837
        LIBRARY COMPONENT program NAMELINK_COMPONENT development)
install(FILES engine/scrub837.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/scrub837)
install(EXPORT scrub837 NAMESPACE scrub837:: FILE scrub837Config.cmake DESTINATION ${package_folder} COMPONENT development)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/generated/scrub837ConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/generated/scrub837ConfigVersion.cmake DESTINATION ${package_folder} COMPONENT development)

# ---- man pages and completions: the program writes them itself ----
set(pages ${CMAKE_BINARY_DIR}/generated/pages)
add_custom_command(
  OUTPUT ${pages}/written
  COMMAND ${CMAKE_SOURCE_DIR}/cmake/write_pages $<TARGET_FILE:scrub837> ${pages}
  DEPENDS scrub837 ${CMAKE_SOURCE_DIR}/cmake/write_pages
  VERBATIM)
add_custom_target(scrub837_pages ALL DEPENDS ${pages}/written)
install(DIRECTORY ${pages}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
install(FILES ${pages}/scrub837.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME scrub837 COMPONENT program)
install(FILES ${pages}/_scrub837 DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${pages}/scrub837.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
install(FILES README.md CHANGELOG.md RULES.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libscrub837-dev RENAME copyright COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/python3-scrub837 RENAME copyright COMPONENT python)

# ---- the Python module, where pybind11 is installed ----
if(EXISTS /usr/bin/python3)
  set(PYTHON_EXECUTABLE /usr/bin/python3 CACHE FILEPATH "the Python that the module is for")
endif()
find_package(pybind11 QUIET)
set(components program development)
if(pybind11_FOUND)
  pybind11_add_module(scrub837_python MODULE NO_EXTRAS engine/python/module.cpp)
  set_target_properties(scrub837_python PROPERTIES OUTPUT_NAME scrub837)
  target_include_directories(scrub837_python PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(scrub837_python PRIVATE scrub837_library)
  install(TARGETS scrub837_python DESTINATION lib/python3/dist-packages COMPONENT python)
  list(APPEND components python)
else()
  message(STATUS "no pybind11: the Python module is not built (./dev package installs it)")
endif()

# ---- Debian packages ----
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "scrub837 developers <scrub837@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "claim scrubber for X12 837P and 837I")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME scrub837)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "claim scrubber for X12 837P and 837I
 Checks batches of health care claims (005010X222A1, 005010X223A2) before they
 go to a payer, and writes reports, a database of findings and the
 acknowledgements TA1, 999 and 277CA.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libscrub837-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "scrub837 (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "claim scrubber for X12 837 (C++ library)
 Header and CMake package of the scrub837 library: bytes in, claims, findings
 and acknowledgements out.")
set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-scrub837)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "scrub837 (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}), python3 (>= 3.11), python3 (<< 3.12)")
set(CPACK_COMPONENT_PYTHON_DESCRIPTION "claim scrubber for X12 837 (Python module)
 The scrub837 library for Python: claims, findings and acknowledgements as
 objects.")
include(CPack)
