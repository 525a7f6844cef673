// Text that is safe to print and whose width is known: sources and trace files
// may hold anything, a terminal's control sequences included.
//
// Concurrency: none; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace interleave {

enum class TextKind { kLine, kLines };

// Well-formed UTF-8 without control characters: '?' takes their place, and
// that of bytes that are no UTF-8. A tab becomes blanks to the next of every
// eight columns; kLines keeps newlines.
std::string plain_text(std::string_view text, TextKind kind = TextKind::kLine);

// Columns on a terminal. REQUIRES: plain text, for all of these.
std::size_t width_of(std::string_view text);

// The longest beginning of at most `width` columns, cut between characters.
std::string_view beginning(std::string_view text, std::size_t width);

// At most `width` columns; what is too long ends in `ellipsis` ("..." or "…").
std::string cut(std::string_view text, std::size_t width,
                std::string_view ellipsis);

// Exactly `width` columns, blanks behind. REQUIRES: it is not wider.
std::string padded(std::string_view text, std::size_t width);

// Lines of at most `width` columns, broken at blanks; words that are longer
// are broken anywhere.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// The same in one text: the first line behind `first`, the others behind
// `next`, each with its newline; `width` counts these, too.
std::string paragraph(std::string_view text, std::size_t width,
                      std::string_view first, std::string_view next);

}  // namespace interleave
