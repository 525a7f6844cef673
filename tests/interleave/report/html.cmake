# Pages for browsers: as text, and in one.
target_sources(interleave_report_test PRIVATE html_test.cc)

# The traces it needs are recorded by the tool itself, which explores no
# programs in a sanitized build.
if(TARGET interleave AND NOT ECHOLAB_SANITIZE)
  add_test(NAME interleave.HtmlPage.InABrowser
           COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/html_browser_test.py
                   $<TARGET_FILE:interleave>)
  set_tests_properties(
    interleave.HtmlPage.InABrowser
    PROPERTIES LABELS explore
               TIMEOUT 180
               SKIP_REGULAR_EXPRESSION "skipped: no chromium"
               ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
endif()
