# What `cmake --install` lays out, and how an installed csapp is found:
# find_package(echolab COMPONENTS csapp), find_package(csapp), pkg-config csapp,
# or -I and -L. Everything finds its files relative to itself, so that an
# install tree can be moved.
include(CMakePackageConfigHelpers)

set(templates ${CMAKE_CURRENT_LIST_DIR})
set(generated ${PROJECT_BINARY_DIR}/packaging)
set(packages_dir ${CMAKE_INSTALL_LIBDIR}/cmake)

# The library, its headers, and the target that consumers link.
install(
  TARGETS csapp
  EXPORT csapp
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(
  EXPORT csapp
  NAMESPACE echolab::
  FILE echolab-csapp-targets.cmake
  DESTINATION ${packages_dir}/echolab)

# One configuration for each package name; that of csapp asks echolab for it.
foreach(package echolab csapp)
  configure_package_config_file(
    ${templates}/${package}-config.cmake.in
    ${generated}/${package}-config.cmake
    INSTALL_DESTINATION ${packages_dir}/${package})
  write_basic_package_version_file(
    ${generated}/${package}-config-version.cmake
    COMPATIBILITY SameMinorVersion)
  install(
    FILES ${generated}/${package}-config.cmake
          ${generated}/${package}-config-version.cmake
    DESTINATION ${packages_dir}/${package})
endforeach()

# csapp.pc, whose prefix is relative to where it lies.
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH pc_to_prefix /prefix/${pkgconfig_dir} /prefix)
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
configure_file(${templates}/csapp.pc.in ${generated}/csapp.pc @ONLY)
install(FILES ${generated}/csapp.pc DESTINATION ${pkgconfig_dir})

# The programs, those that this tree has.
foreach(
  program
  echo-iterative
  echo-fork
  echo-select
  echo-thread
  echo-prethreaded
  echo-epoll
  echo-client
  hostinfo
  echo-load
  interleave
  grade
  demo
  statcompare)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

# What `interleave cc` links explored programs with; bin/interleave looks for
# it here.
foreach(library interleave_runtime csapp_interleave)
  if(TARGET ${library})
    install(TARGETS ${library} ARCHIVE DESTINATION lib/echolab)
  endif()
endforeach()
