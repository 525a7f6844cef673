# Flags for our own targets only: link echolab_flags PRIVATE. It is never
# exported, so that a consumer's build keeps its own flags. echolab_warnings
# alone is for what must stay free of sanitizers.
add_library(echolab_warnings INTERFACE)
add_library(echolab_flags INTERFACE)
target_link_libraries(echolab_flags INTERFACE echolab_warnings)

target_compile_options(
  echolab_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wformat=2
            -Wcast-qual
            -Wundef
            $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
            $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
            $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
            $<$<COMPILE_LANGUAGE:CXX>:-Wextra-semi>)

# gcc 12 warns of std::string's own operator+ (its bug 105651), and of more of
# its members when the header is precompiled. The sanitizers see such errors.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION
                                            VERSION_LESS 13)
  target_compile_options(
    echolab_warnings INTERFACE -Wno-restrict -Wno-array-bounds
                               -Wno-stringop-overflow)
endif()

if(ECHOLAB_SANITIZE)
  set(sanitize -fsanitize=${ECHOLAB_SANITIZE} -fno-omit-frame-pointer)
  if(ECHOLAB_SANITIZE MATCHES "undefined")
    list(APPEND sanitize -fno-sanitize-recover=undefined)
    # clang's check of function types refers to libstdc++, which a C program
    # that uses csapp does not link.
    list(APPEND sanitize $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
  endif()
  target_compile_options(echolab_flags INTERFACE ${sanitize})
  target_link_options(echolab_flags INTERFACE ${sanitize})
endif()

# add_precompiled_headers(NAME HEADER...): parses them once, for targets that
# are compiled with the flags of this directory: they reuse them from NAME. Each
# file has to name what it uses all the same: the preset `dev` compiles without.
function(add_precompiled_headers name)
  file(CONFIGURE OUTPUT nothing.cc CONTENT "")
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/nothing.cc)
  target_link_libraries(${name} PRIVATE echolab_flags)
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()
