#include "labs/interleave/report/html_text.hh"

#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

constexpr unsigned kColors = 8;  // as many as page/colors.css has

}  // namespace

std::string html_text(std::string_view text) {
  std::string escaped;
  for (const char c : plain_text(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// '<' occurs in JSON in strings only, and there it may be written as a number.
// Without it there is neither "</script>" nor "<!--".
std::string json_in_script(std::string_view json) {
  std::string safe;
  for (const char c : json) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

std::string thread_class(unsigned thread) {
  return "t" + std::to_string(thread % kColors);
}

}  // namespace interleave
