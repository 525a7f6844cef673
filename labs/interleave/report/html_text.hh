// Text on its way into a page: what programs and their authors wrote stays
// text there.
//
// Concurrency: none; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace interleave {

// For the content of elements and for attributes in double quotes. One line:
// control characters are replaced, tabs become blanks.
std::string html_text(std::string_view text);

// JSON that no sequence of its characters can end the <script> it stands in.
std::string json_in_script(std::string_view json);

// "t3": the class that gives a thread its colour.
std::string thread_class(unsigned thread);

}  // namespace interleave
