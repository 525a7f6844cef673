# embed_files(TARGET [PATH=FILE]...): makes each FILE a part of TARGET, under
# the name PATH, for embedded_files() of labs/assignments/embedded.hh. A FILE
# that changes is embedded again.
function(embed_files target)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cc)
  set(assembly "")
  set(symbols "")
  set(table "")
  set(files "")
  set(index 0)
  foreach(pair IN LISTS ARGN)
    string(FIND "${pair}" "=" split)
    string(SUBSTRING "${pair}" 0 ${split} path)
    math(EXPR split "${split} + 1")
    string(SUBSTRING "${pair}" ${split} -1 file)
    list(APPEND files ${file})
    string(APPEND assembly
           "    \"embedded_${index}: .incbin \\\"${file}\\\"\\n\"\n")
    string(APPEND symbols "extern const char embedded_${index}[];\n")
    math(EXPR next "${index} + 1")
    string(APPEND table "    {\"${path}\", embedded_${index}, "
                        "embedded_${next}},\n")
    set(index ${next})
  endforeach()
  string(APPEND symbols "extern const char embedded_${index}[];\n")
  file(
    CONFIGURE
    OUTPUT ${source}
    @ONLY
    CONTENT
      "#include \"labs/assignments/embedded.hh\"

asm(\".section .rodata\\n\"
@assembly@    \"embedded_@index@: .byte 0\\n\"
    \".previous\\n\");

extern \"C\" {
@symbols@}

namespace assignments {
namespace {

const Embedded kFiles[] = {
@table@};

}  // namespace

std::span<const Embedded> embedded_files() { return kFiles; }

}  // namespace assignments
")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${source})
endfunction()
