// Files that are part of an executable; embed_files() of
// scripts/cmake/EmbedFiles.cmake writes the table.
#ifndef LABS_ASSIGNMENTS_EMBEDDED_HH
#define LABS_ASSIGNMENTS_EMBEDDED_HH

#include <cstddef>
#include <span>
#include <string_view>

namespace assignments {

struct Embedded {
  std::string_view path;  // as in Commission::files
  const char* begin;
  const char* end;

  [[nodiscard]] std::string_view bytes() const {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
};

[[nodiscard]] std::span<const Embedded> embedded_files();

}  // namespace assignments

#endif
