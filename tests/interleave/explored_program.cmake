# A test's program, built and linked as `interleave cc` does it.
function(add_explored_program target source)
  add_executable(${target} ${source})
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE _GLIBCXX_ASSERTIONS)
  target_compile_options(${target} PRIVATE -fsanitize=thread -O0 -g -UNDEBUG)
  add_dependencies(${target} interleave_runtime)
  set_target_properties(
    ${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
                         LINK_DEPENDS $<TARGET_FILE:interleave_runtime>)
  target_link_options(${target} PRIVATE -Wl,--wrap=main)
  target_link_libraries(
    ${target}
    PRIVATE -Wl,--whole-archive $<TARGET_FILE:interleave_runtime>
            -Wl,--no-whole-archive Threads::Threads)
endfunction()
