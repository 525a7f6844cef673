#include "labs/demos/command/backtrace.hh"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "labs/demos/command/program_run.hh"

namespace demos {
namespace {

std::string line_of(const std::string& source, int number) {
  std::ifstream file(source);
  std::string line;
  while (number-- > 0) std::getline(file, line);
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == line.npos ? "" : line.substr(begin);
}

}  // namespace

std::string draw_backtrace(const std::string& printed,
                           const std::string& source) {
  static const std::regex form(
      R"(#(\d+)\s+(?:0x[0-9a-f]+ in )?(<.*>|[^ ]+)(?: .* at (.*):(\d+))?.*)");
  const std::string own = std::filesystem::path(source).filename();
  std::string text;
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, form)) continue;
    text += "#" + match[1].str() + (match[1].length() < 2 ? "   " : "  ") +
            match[2].str();
    if (std::filesystem::path(match[3].str()).filename() == own) {
      text += ", line " + match[4].str() + ":   " +
              line_of(source, std::stoi(match[4]));
    }
    text += "\n";
  }
  return text;
}

std::string backtrace_of(pid_t pid, const std::string& source) {
  return draw_backtrace(
      output_of_tool({"gdb", "-nx", "-batch", "-iex",
                      "set debuginfod enabled off", "-ex", "backtrace", "-p",
                      std::to_string(pid)}),
      source);
}

}  // namespace demos
