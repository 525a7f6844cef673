// `interleave cc` and `interleave c++`: a C or C++ compiler whose programs can
// be explored. Takes the compiler's own arguments.
//
// Each source is compiled with -fsanitize=thread, which makes the compiler
// call out before every access. The link goes without it: there our runtime
// takes the place of ThreadSanitizer's, which would otherwise come in as well
// and end the program silently.
#pragma once

#include <string>
#include <vector>

namespace interleave {

// `name` is "cc" or "c++". The compiler is $CC or $CXX, else gcc or g++.
// Returns the compiler's exit status; 2 for what cannot be done. Blocks.
int compile(const std::string& name, const std::vector<std::string>& words);

}  // namespace interleave
