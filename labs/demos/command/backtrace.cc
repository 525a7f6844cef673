#include "labs/demos/command/backtrace.hh"

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "labs/demos/command/program_run.hh"

namespace demos {
namespace {

constexpr std::string_view kLocals = "locals of main:";

std::string line_of(const std::string& source, int number) {
  std::ifstream file(source);
  std::string line;
  while (number-- > 0) std::getline(file, line);
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == line.npos ? "" : line.substr(begin);
}

/// "in main: forked = 11, most = 20", of what `info locals` printed.
std::string locals_of(std::istringstream& lines) {
  static const std::regex local(R"([a-z_]\w* = [^{]*)");
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, local)) {
      text += (text.empty() ? "     in main: " : ", ") + line;
    }
  }
  return text.empty() ? "" : text + "\n";
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
    if (line == kLocals) return text + locals_of(lines);
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
  const std::string printed = output_of_tool(
      {"gdb", "-nx", "-batch", "-iex", "set debuginfod enabled off", "-ex",
       "backtrace", "-ex", "echo " + std::string(kLocals) + "\\n", "-ex",
       "frame function main", "-ex", "info locals", "-p", std::to_string(pid)});
  std::string drawn = draw_backtrace(printed, source);
  if (drawn.empty()) {
    throw ToolMissing("gdb saw nothing: " + last_line(printed, 79));
  }
  return drawn;
}

}  // namespace demos
