// Numbers in prose: "1,243 schedules", "1 delay".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace interleave {

inline std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

// `noun` is the singular; its plural takes an s.
inline std::string counted(std::uint64_t number, std::string_view noun) {
  std::string text = with_commas(number) + " ";
  text += noun;
  if (number != 1) text += 's';
  return text;
}

}  // namespace interleave
