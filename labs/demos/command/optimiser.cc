#include "labs/demos/command/optimiser.hh"

#include <algorithm>
#include <regex>
#include <sstream>
#include <utility>

#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/statistic.hh"
#include "labs/demos/command/text_columns.hh"

namespace demos {
namespace {

constexpr std::chrono::milliseconds kOfOneRun{3'000};
constexpr int kRuns = 30;
constexpr std::size_t kColumns = 80;
constexpr std::size_t kOutcomeColumns = 32;

std::string padded(std::string text, std::size_t width) {
  if (text.size() > width - 1) text = text.substr(0, width - 3) + "..";
  return filled(std::move(text), width);
}

/// Lists, one in each column.
std::string side_by_side(const std::vector<Words>& lists) {
  const std::size_t width = kColumns / lists.size();
  const std::size_t rows = std::ranges::max(lists, {}, [](const Words& list) {
                             return list.size();
                           }).size();
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line;
    for (const Words& list : lists) {
      line += padded(row < list.size() ? list[row] : "", width);
    }
    text += without_trailing_blanks(line) + "\n";
  }
  return text;
}

}  // namespace

Words instructions_of(const std::string& printed) {
  static const std::regex form(R"(\s*([0-9a-f]+):\s+(.*\S)\s*)");
  static const std::regex memory(
      R"(0x[0-9a-f]+\(%rip\)(.*?)\s+# [0-9a-f]+ <([^>]+)>)");
  static const std::regex target(R"([0-9a-f]+ <[^+>]*(\+0x[0-9a-f]+)?>)");
  Words instructions;
  unsigned long first = 0;
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, form)) continue;
    const unsigned long address = std::stoul(match[1], nullptr, 16);
    if (instructions.empty()) first = address;
    std::string text = std::regex_replace(match[2].str(), memory, "$2$1");
    text = std::regex_replace(text, target, "$1");
    std::ostringstream numbered;
    numbered << "+" << std::hex << address - first << " ";
    instructions.push_back(numbered.str() +
                           std::regex_replace(text, std::regex(" +"), " "));
  }
  return instructions;
}

std::string compare_levels(const Demo& demo, const Places& places) {
  std::string text;
  std::vector<Words> columns;
  for (const std::string& level : demo.optimised->levels) {
    const Words command =
        command_of(demo, demo.name + (level == "-O0" ? "" : level), places);
    const Statistic statistic =
        run_often(command, {.usual = kRuns}, {.limit = kOfOneRun});
    text += padded(level, 5) + summary_of(statistic);
    if (statistic.failed > 0) {
      text += ": " + last_line(statistic.example.output, kOutcomeColumns);
    }
    text += "\n";
    Words column = instructions_of(output_of_tool(
        {"objdump", "-d", "-C", "--no-show-raw-insn",
         "--disassemble=" + demo.optimised->function, command[0]}));
    column.insert(column.begin(), {level, ""});
    columns.push_back(std::move(column));
  }
  return text + "\n" + demo.optimised->function + ", as it is run:\n\n" +
         side_by_side(columns);
}

}  // namespace demos
