#include "tests/bench/statcompare/number_column.hh"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <system_error>

namespace statcompare {
namespace {

// The range of a set, and the difference of two, stay within a double.
constexpr double kLargest = 1e300;
constexpr std::string_view kSpace = " \t\r\v\f";

// Takes the first field off a line; empty when there is none.
std::string_view take_field(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kSpace), line.size()));
  const std::string_view field =
      line.substr(0, std::min(line.find_first_of(kSpace), line.size()));
  line.remove_prefix(field.size());
  return field;
}

// What a terminal can show of a field in one line.
std::string shown(std::string_view field) {
  constexpr std::size_t kMost = 40;
  std::string text = "'";
  for (const char byte : field.substr(0, kMost)) {
    text += byte >= ' ' && byte <= '~' ? byte : '?';
  }
  return text + (field.size() > kMost ? "...'" : "'");
}

double number_of(std::string_view field) {
  std::string_view digits = field;
  // from_chars has no + before a number; "+-1" stays the nonsense it is.
  if (digits.starts_with('+') && !digits.starts_with("+-")) {
    digits.remove_prefix(1);
  }
  double number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = end == digits.data() + digits.size();
  if (error == std::errc::invalid_argument || !whole || std::isnan(number)) {
    throw std::runtime_error("not a number: " + shown(field));
  }
  if (error == std::errc::result_out_of_range || std::abs(number) > kLargest) {
    throw std::runtime_error("a number out of range: " + shown(field));
  }
  return number;
}

double number_in(std::string_view line, std::size_t column) {
  std::string_view field;
  for (std::size_t i = 0; i < column; ++i) field = take_field(line);
  if (field.empty()) {
    throw std::runtime_error("there is no column " + std::to_string(column));
  }
  return number_of(field);
}

}  // namespace

std::vector<double> read_column(std::istream& text, const std::string& name,
                                std::size_t column) {
  std::vector<double> numbers;
  std::string buffer;
  for (std::size_t line_number = 1; std::getline(text, buffer); ++line_number) {
    std::string_view line = buffer;
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(kSpace) == std::string_view::npos) continue;
    try {
      numbers.push_back(number_in(line, column));
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(name + ':' + std::to_string(line_number) + ": " +
                               error.what());
    }
  }
  if (text.bad()) throw std::runtime_error(name + ": cannot be read");
  return numbers;
}

std::vector<double> read_column_of(const std::string& path,
                                   std::size_t column) {
  if (path == "-") return read_column(std::cin, "standard input", column);
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error(path + ": " +
                             std::generic_category().message(errno));
  }
  return read_column(file, path, column);
}

}  // namespace statcompare
