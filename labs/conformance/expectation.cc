#include "labs/conformance/expectation.hh"

#include <algorithm>
#include <array>
#include <cstdio>

namespace conformance {
namespace {

constexpr std::size_t kShown = 40;

std::string escape(char byte) {
  switch (byte) {
    case '\r':
      return "\\r";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    default:
      break;
  }
  if (byte >= ' ' && byte <= '~') return {byte};
  std::array<char, 5> text;
  const unsigned value = static_cast<unsigned char>(byte);
  std::snprintf(text.data(), text.size(), "\\x%02x", value);
  return text.data();
}

std::string escape(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += escape(byte);
  return text;
}

}  // namespace

std::string quote(std::string_view bytes) {
  if (bytes.empty()) return "nothing";
  std::string text = "\"" + escape(bytes.substr(0, kShown));
  if (bytes.size() > kShown) text += "...";
  return text + "\" (" + std::to_string(bytes.size()) + " bytes)";
}

void require_same_bytes(std::string_view expected, std::string_view observed) {
  if (expected == observed) return;
  const auto shorter = std::min(expected.size(), observed.size());
  const auto differ = static_cast<std::size_t>(
      std::mismatch(expected.begin(), expected.begin() + shorter,
                    observed.begin())
          .first -
      expected.begin());
  std::string what = quote(observed);
  if (differ > 0) {
    what += ", different from byte " + std::to_string(differ) + ": " +
            quote(observed.substr(differ)) + " instead of " +
            quote(expected.substr(differ));
  }
  throw Unmet(quote(expected), what);
}

}  // namespace conformance
