#include "labs/demos/command/menu.hh"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <string>

#include "labs/demos/command/text_columns.hh"

namespace demos {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kGroupColumns = 25;

const Demo* numbered(const std::vector<Demo>& demos, const std::string& line) {
  std::size_t number = 0;
  const char* const end = line.data() + line.size();
  const auto [rest, error] = std::from_chars(line.data(), end, number);
  const bool fits = error == std::errc() && rest == end && number > 0 &&
                    number <= demos.size();
  return fits ? &demos[number - 1] : nullptr;
}

/// By number, name, or the only name that begins so; nullptr: there is none.
const Demo* chosen_by(const std::vector<Demo>& demos, const std::string& word) {
  if (const Demo* demo = numbered(demos, word)) return demo;
  if (const Demo* demo = find_demo(demos, word)) return demo;
  const auto begins = [&word](const Demo& demo) {
    return demo.name.starts_with(word);
  };
  const auto found = std::ranges::find_if(demos, begins);
  return std::ranges::count_if(demos, begins) == 1 ? &*found : nullptr;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == line.npos) return "";
  return line.substr(begin, line.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

void print_list(const std::vector<Demo>& demos) {
  std::string_view group;
  int number = 0;
  for (const Demo& demo : demos) {
    if (demo.group != group) std::printf("%s\n", demo.group.c_str());
    group = demo.group;
    std::printf("  %2d  %-20s %s\n", ++number, demo.name.c_str(),
                demo.title.c_str());
  }
  std::fflush(stdout);
}

void print_menu(const std::vector<Demo>& demos) {
  std::string_view group;
  std::string line;
  int number = 0;
  for (const Demo& demo : demos) {
    const std::string entry = "  " + std::to_string(++number) + " " + demo.name;
    if (demo.group != group || line.size() + entry.size() > kColumns) {
      if (!line.empty()) std::printf("%s\n", line.c_str());
      line = filled(demo.group == group ? "" : demo.group, kGroupColumns);
    }
    group = demo.group;
    line += entry;
  }
  std::printf("%s\n", line.c_str());
}

const Demo* choose(const std::vector<Demo>& demos) {
  for (std::string line;;) {
    std::printf(
        "\nNumber or name; Enter: the menu; l: what each shows; q: leave: ");
    std::fflush(stdout);
    if (!std::getline(std::cin, line)) return nullptr;
    line = trimmed(line);
    if (line == "q") return nullptr;
    if (line.empty()) {
      print_menu(demos);
      continue;
    }
    if (line == "l") {
      print_list(demos);
      continue;
    }
    if (const Demo* chosen = chosen_by(demos, line)) return chosen;
    std::printf("There is no '%s'.\n", line.c_str());
  }
}

}  // namespace demos
