# The page for browsers: its files in page/ become strings in html_parts.cc.
set(page_dir ${CMAKE_CURRENT_SOURCE_DIR}/page)

# Sets `variable` to the files' text, one behind the other.
function(read_page_files variable)
  set(whole "")
  foreach(name IN LISTS ARGN)
    file(READ ${page_dir}/${name} text)
    string(APPEND whole "${text}")
    set_property(
      DIRECTORY
      APPEND
      PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_dir}/${name})
  endforeach()
  set(${variable}
      "${whole}"
      PARENT_SCOPE)
endfunction()

# Sets `variable` to the SHA-256 of `text`, in base64.
function(hash_in_base64 variable text)
  set(digits
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  string(APPEND hex "00") # 33 bytes: three at a time
  set(hash "")
  foreach(at RANGE 0 63 6)
    string(SUBSTRING ${hex} ${at} 6 three)
    foreach(shift 18 12 6 0)
      math(EXPR digit "(0x${three} >> ${shift}) & 63")
      string(SUBSTRING ${digits} ${digit} 1 digit)
      string(APPEND hash ${digit})
    endforeach()
  endforeach()
  string(SUBSTRING ${hash} 0 43 hash)
  set(${variable}
      "${hash}="
      PARENT_SCOPE)
endfunction()

read_page_files(style colors.css page.css timeline.css stage.css print.css)
read_page_files(script trace.js memory.js panes.js arrow.js steps.js keys.js)
read_page_files(controls controls.html)
read_page_files(legend legend.html)
hash_in_base64(style_hash "${style}")
hash_in_base64(script_hash "${script}")
set(generated_parts ${CMAKE_CURRENT_BINARY_DIR}/html_parts.cc)
configure_file(html_parts.cc.in ${generated_parts} @ONLY)

target_sources(
  echolab_interleave_report
  PRIVATE html.cc
          html_card.cc
          html_graph.cc
          html_columns.cc
          html_text.cc
          html_timeline.cc
          ${generated_parts})
