// The command line of a C or C++ compiler, taken apart: what is to be done,
// which of its words are inputs, and which have to give way so that every
// access of the program stays visible.
//
// Thread: any; plain values.
// Source: gcc(1), "Option Summary"; clang understands the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace interleave {

enum class Stage { kPreprocess, kAssembly, kObject, kLink };

// One word or pair of words whose place in the link counts.
struct Input {
  enum class Kind { kSource, kLink } kind;
  std::string text;      // file of a source; argument to the linker otherwise
  std::string language;  // of a source: as after -x, or empty
  bool cplusplus = false;
};

struct CompilerArguments {
  Stage stage = Stage::kLink;
  std::string output;              // empty: none given
  std::vector<Input> inputs;       // in the order of the link
  std::vector<std::string> flags;  // everything else, in its order
  std::string level = "-O0";       // or -Og
  bool has_standard = false;       // -std= or -ansi
  bool verbose = false;            // -v
  bool help = false;               // --help
  std::vector<std::string> notes;  // what was changed, a line each
  std::string refusal;             // why it cannot be done, or empty
};

// Splits `words`, which do not include the compiler's name. `cplusplus`: the
// compiler takes .c files for C++, too, as g++ does.
CompilerArguments parse_compiler_arguments(
    const std::vector<std::string>& words, bool cplusplus);

// Replaces each @FILE by the words in that file, which may be quoted as in a
// shell; a file that cannot be read stays a word, as in gcc.
std::vector<std::string> expand_response_files(
    const std::vector<std::string>& words);

}  // namespace interleave
