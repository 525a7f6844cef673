// What a lab's grader carries within itself, so that it is one file: the
// lab's rubric, and what submissions are built with. Generated from the tree by
// embed_files() of scripts/cmake/EmbedFiles.cmake.
#ifndef LABS_ASSIGNMENTS_GIVEN_FILES_HH
#define LABS_ASSIGNMENTS_GIVEN_FILES_HH

#include <string_view>

#include "labs/grader/sandbox/commission.hh"

namespace assignments {

[[nodiscard]] std::string_view rubric();
[[nodiscard]] grader::Files given_files();    // as of grader::Lab::given
[[nodiscard]] grader::Files given_sources();  // as of grader::Lab::sources

/// The explorer's executable; empty: this lab has none.
[[nodiscard]] std::string_view explorer();

}  // namespace assignments

#endif
