#include "labs/assignments/rio/grader/script.hh"

#include <algorithm>

#include "labs/assignments/library_tests/comparison.hh"

namespace rio {
namespace {

// How many bytes of `rest` a line has for which there is room.
std::size_t line_size(std::string_view rest, std::size_t maxlen) {
  const std::size_t newline = rest.find('\n');
  const std::size_t line = newline == rest.npos ? rest.size() : newline + 1;
  return std::min(line, maxlen - 1);
}

void add(Script& script, std::string_view function, std::size_t n,
         const std::string& told) {
  script.calls.emplace_back(function);
  script.calls.push_back(std::to_string(n));
  script.lines.push_back(std::string(function) + ' ' + script.calls.back() +
                         " -> " + told);
}

}  // namespace

void Script::reads(std::string_view function, std::size_t n) {
  const bool second = function.ends_with("@6");
  std::size_t& position = second ? second_taken : taken;
  const std::string_view rest =
      std::string_view(second ? second_input : input).substr(position);
  const bool line = function.starts_with("readlineb");
  const std::size_t size = line ? line_size(rest, n) : std::min(n, rest.size());
  position += size;
  std::string told = std::to_string(size);
  if (size > 0) {
    std::string bytes(rest.substr(0, size));
    if (line) bytes += '\0';
    told += ' ' + library_tests::as_literal(bytes);
  }
  add(*this, function, n, told);
}

void Script::reads_lines(std::size_t maxlen) {
  while (taken < input.size()) reads("readlineb", maxlen);
  reads("readlineb", maxlen);
}

void Script::writes() {
  add(*this, "writen", output.size(), std::to_string(output.size()));
  arrives = output;
}

void Script::fails(std::string_view function, std::size_t n,
                   std::string_view error) {
  add(*this, function, n, "-1 " + std::string(error));
}

}  // namespace rio
