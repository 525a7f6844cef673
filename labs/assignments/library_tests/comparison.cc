#include "labs/assignments/library_tests/comparison.hh"

#include <algorithm>
#include <array>
#include <cstdio>

namespace library_tests {
namespace {

using grader::Finding;
using grader::Status;

constexpr std::size_t kWhole = 120;  // characters that are shown as they are
constexpr std::size_t kHead = 30;    // of what is cut: the call, its result
constexpr std::size_t kBefore = 30;  // the place
constexpr std::size_t kBehind = 40;
constexpr std::string_view kGap = " ... ";

std::size_t first_difference(std::string_view one, std::string_view other) {
  const auto [place, _] =
      std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  return static_cast<std::size_t>(place - one.begin());
}

Finding difference(std::string_view expected, std::string_view told,
                   std::string_view before) {
  const std::size_t place = first_difference(expected, told);
  std::string observed = excerpt(told, place);
  if (!before.empty()) observed += "; before: " + excerpt(before, 0);
  return {.status = Status::kFailed,
          .expected = excerpt(expected, place),
          .observed = std::move(observed)};
}

}  // namespace

Finding compare(const std::vector<std::string>& expected,
                const std::vector<std::string>& told,
                std::string_view afterwards) {
  for (std::size_t i = 0; i < std::max(expected.size(), told.size()); ++i) {
    const bool is_missing = i >= told.size();
    const std::string_view wanted =
        i < expected.size() ? std::string_view(expected[i]) : "nothing more";
    const std::string_view seen =
        is_missing ? afterwards : std::string_view(told[i]);
    if (is_missing || wanted != seen) {
      return difference(wanted, seen, i > 0 ? expected[i - 1] : "");
    }
  }
  return {.status = Status::kPassed};
}

std::string excerpt(std::string_view text, std::size_t place) {
  if (text.size() <= kWhole) return std::string(text);
  std::string shown(text.substr(0, kHead));
  const std::size_t start =
      std::max(kHead, std::min(place, text.size()) - std::min(place, kBefore));
  if (start > kHead) shown += kGap;
  shown += text.substr(start, kBefore + kBehind);
  if (start + kBefore + kBehind < text.size()) shown += kGap;
  return shown;
}

std::string as_literal(std::string_view bytes) {
  std::string text = "\"";
  for (const char byte : bytes) {
    if (byte == '\n') {
      text += "\\n";
    } else if (byte < ' ' || byte > '~' || byte == '"' || byte == '\\') {
      std::array<char, 5> octal;
      std::snprintf(octal.data(), octal.size(), "\\%03o",
                    static_cast<unsigned char>(byte));
      text += octal.data();
    } else {
      text += byte;
    }
  }
  return text + '"';
}

}  // namespace library_tests
