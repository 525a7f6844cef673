#include "labs/grader/emitters/base64.hh"

#include <cstdint>

namespace grader {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64_encoded(std::string_view bytes) {
  std::string text;
  for (; !bytes.empty();
       bytes.remove_prefix(bytes.size() < 3 ? bytes.size() : 3)) {
    const std::string_view three = bytes.substr(0, 3);
    std::uint32_t bits = 0;
    for (std::size_t at = 0; at < 3; ++at) {
      const char byte = at < three.size() ? three[at] : '\0';
      bits = (bits << 8) | static_cast<unsigned char>(byte);
    }
    for (std::size_t at = 0; at < 4; ++at) {
      const bool is_padding = at > three.size();
      text += is_padding ? '=' : kDigits[(bits >> (18 - 6 * at)) & 63];
    }
  }
  return text;
}

std::optional<std::string> base64_decoded(std::string_view text) {
  if (text.size() % 4 != 0) return {};
  const std::size_t padding =
      text.ends_with("==") ? 2 : (text.ends_with('=') ? 1 : 0);
  const std::string_view digits = text.substr(0, text.size() - padding);
  std::string bytes;
  std::uint32_t bits = 0;
  std::size_t known = 0;  // lowest bits of `bits` that are not yet written
  for (const char digit : digits) {
    const std::size_t value = kDigits.find(digit);
    if (value == kDigits.npos) return {};
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    known += 6;
    if (known < 8) continue;
    known -= 8;
    bytes += static_cast<char>((bits >> known) & 0xFF);
  }
  // Refuses bits that no byte holds: one text for each value.
  if (base64_encoded(bytes) != text) return {};
  return bytes;
}

}  // namespace grader
