// The source files that occur in a run, with their text, and short names for
// them: "counter.c", with folders only where two are called the same.
//
// Thread: one at a time. Errors: a file that cannot be read has no lines.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/symbols.hh"

namespace interleave {

class SourceFiles {
 public:
  // The place in the document; a system's files are without text.
  SourcePlace place(const CodePlace& code);
  std::string line(const CodePlace& code);
  // A client's script, which is no file of the program's.
  std::size_t add_text(const std::string& path, const std::string& text);

  // Call when all places are known.
  std::vector<SourceFile> take();

 private:
  std::size_t index_of(const CodePlace& code);

  std::vector<SourceFile> files_;  // with whole paths
  std::map<std::string, std::size_t> indices_;
};

}  // namespace interleave
