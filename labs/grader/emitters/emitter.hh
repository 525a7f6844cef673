// Emitter: one platform's document of a result.
//
// Every document is checked by its own platform's rules before it is handed
// out (Emitter::check), whatever bytes the student's program printed.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_EMITTER_HH
#define LABS_GRADER_EMITTERS_EMITTER_HH

#include <span>
#include <string>
#include <string_view>

#include "labs/grader/result.hh"

namespace grader {

struct Emitter {
  std::string_view platform;  // of --platform: "gradescope"
  std::string_view file;      // where it belongs by default; "": stdout

  std::string (*write)(const LabResult& result);

  /// Reads the document again as the platform will. Empty: it is valid and
  /// holds the points of `result`; else what is wrong.
  std::string (*check)(std::string_view document, const LabResult& result);
};

/// terminal, json (the neutral result), gradescope, autolab, classroom,
/// prairielearn, junit, tap: in this order.
[[nodiscard]] std::span<const Emitter> emitters();

/// nullptr: no such platform.
[[nodiscard]] const Emitter* find_emitter(std::string_view platform);

/// Writes `document` to `path` so that a reader sees the old file or the new
/// one, never half of it. Errors: std::system_error.
void replace_file(const std::string& path, std::string_view document);

}  // namespace grader

#endif
