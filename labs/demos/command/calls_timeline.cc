#include "labs/demos/command/calls_timeline.hh"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <regex>
#include <sstream>
#include <utility>

#include "labs/demos/command/text_columns.hh"

namespace demos {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kTimeColumns = 7;
constexpr std::size_t kMostRows = 48;

/// "4, \"one\\n\", 8192" in its parts; commas within brackets do not count.
Words arguments_of(const std::string& text) {
  Words parts(1);
  int depth = 0;
  bool is_quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '"' && (at == 0 || text[at - 1] != '\\')) {
      is_quoted = !is_quoted;
    }
    if (!is_quoted && (byte == '{' || byte == '[')) ++depth;
    if (!is_quoted && (byte == '}' || byte == ']')) --depth;
    if (byte == ',' && !is_quoted && depth == 0) {
      parts.emplace_back();
    } else if (byte != ' ' || !parts.back().empty()) {
      parts.back() += byte;
    }
  }
  return parts;
}

/// Descriptors, bytes and constants; not addresses, structures and sizes.
std::string brief(const std::string& arguments) {
  std::string text;
  const Words parts = arguments_of(arguments);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const std::string part = without_trailing_blanks(parts[at]);
    if (part.empty() || part == "NULL") continue;
    const auto first = static_cast<unsigned char>(part[0]);
    const bool is_number = std::isdigit(first) != 0 && !part.starts_with("0x");
    if (first == '"' || std::isupper(first) != 0 || (at == 0 && is_number)) {
      text += (text.empty() ? "" : ", ") + part;
    }
  }
  return text;
}

bool prints(const std::string& call) {
  return call.starts_with("write(1,") || call.starts_with("write(2,");
}

/// "4", or "-1 EMFILE"; what is in brackets is left out.
std::string result_of(const std::string& text) {
  return text.substr(0, text.find(" ("));
}

std::string name_of_call(const std::string& called) {
  return called.starts_with("clone") ? "fork" : called;
}

/// Its row, when there is one: a call that began before goes on in it.
void add_result(Row row, const std::string& arguments,
                const std::string& result, Timeline& timeline) {
  const std::string call = std::exchange(timeline.waits[row.pid], "");
  if (call.empty()) return;  // it was not shown
  const Row& last = timeline.rows.back();
  const bool is_next = last.pid == row.pid && last.is_waiting;
  if (is_next) timeline.rows.pop_back();
  const std::string rest = brief(arguments);
  row.text = (is_next ? call : "...") + " = " + result +
             (rest.empty() ? "" : " " + rest);
  timeline.rows.push_back(std::move(row));
}

void add_waiting(Row row, const std::string& call, const std::string& arguments,
                 Timeline& timeline) {
  row.text = name_of_call(call) + "(" + brief(arguments) + ")";
  row.is_waiting = true;
  // After a signal it may have begun anew.
  const bool is_known = timeline.waits[row.pid] == row.text;
  timeline.waits[row.pid] = row.text;
  if (!is_known) timeline.rows.push_back(std::move(row));
}

void add_call(const std::string& said, Row row, Timeline& timeline) {
  static const std::regex begun(R"((\w+)\((.*)<unfinished \.\.\.>.*)");
  // A signal has ended it, or its process.
  static const std::regex ended_in_it(R"((?!exit)(\w+)\((.*)\)\s+= \?.*)");
  static const std::regex ended(R"(<\.\.\. \w+ resumed>(.*)\)\s+= ([^?].*))");
  static const std::regex whole(R"((\w+)\((.*)\)\s+= (.*))");
  std::smatch match;
  if (std::regex_match(said, match, begun) ||
      std::regex_match(said, match, ended_in_it)) {
    add_waiting(std::move(row), match[1], match[2], timeline);
  } else if (std::regex_match(said, match, ended)) {
    add_result(std::move(row), match[1], result_of(match[2]), timeline);
  } else if (std::regex_match(said, match, whole)) {
    row.text = name_of_call(match[1]) + "(" + brief(match[2]) +
               ") = " + result_of(match[3]);
    timeline.rows.push_back(std::move(row));
  }
}

/// Numbers of processes as strace decorates them, "123<server>", are replaced
/// by the names that they have in the end.
void name_processes(Timeline& timeline) {
  static const std::regex decorated(R"((\d+)<[^>]*>)");
  const auto named = [&timeline](std::string text) {
    for (std::smatch match; std::regex_search(text, match, decorated);) {
      const auto found = timeline.names.find(std::stoi(match[1]));
      text = match.prefix().str() +
             (found == timeline.names.end() ? match[1].str() : found->second) +
             match.suffix().str();
    }
    return text;
  };
  for (Row& row : timeline.rows) row.text = named(row.text);
  for (auto& [pid, call] : timeline.waits) call = named(call);
}

/// Cut to `columns`: bytes that are written or read first, then the end.
std::string cut(std::string text, std::size_t columns) {
  if (text.size() <= columns) return text;
  const std::size_t surplus = text.size() - columns;
  const std::size_t end = text.rfind('"');
  const std::size_t begin = text.find('"');
  if (end != text.npos && end - begin > surplus + 2) {
    return text.replace(end - surplus - 2, surplus + 2, "..");
  }
  return text.substr(0, columns - 2) + "..";
}

/// One text in the column of its process.
std::string placed(std::size_t column, std::size_t width,
                   const std::string& text) {
  return std::string(column * width, ' ') + cut(text, width - 1);
}

std::string heads_of(const Timeline& timeline, std::size_t width) {
  std::string line = "    ms ";
  for (const int pid : timeline.pids) {
    line += filled(cut(timeline.names.at(pid), width - 1), width);
  }
  return without_trailing_blanks(line) + "\n";
}

std::string row_text(const Timeline& timeline, const Row& row,
                     std::size_t width) {
  const auto at = std::ranges::find(timeline.pids, row.pid);
  const auto column = static_cast<std::size_t>(at - timeline.pids.begin());
  char time[32];
  std::snprintf(time, sizeof time, "%6.1f ",
                (row.time - timeline.rows.front().time) * 1000);
  return time +
         placed(column, width, row.text + (row.is_waiting ? " .." : "")) + "\n";
}

}  // namespace

Timeline parse_calls(const std::string& written, double end) {
  static const std::regex form(R"((\d+)<(.*?)>\s+(\d+\.\d+) (.*))");
  Timeline timeline;
  std::istringstream lines(written);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, form)) continue;
    const double time = std::stod(match[3]);
    if (time >= end) continue;
    const std::string said = match[4];
    // The loader unmaps its cache last of all.
    if (said.starts_with("munmap(")) {
      if (timeline.pids.size() <= 1) timeline = {};
      continue;
    }
    if (prints(said)) continue;
    const int pid = std::stoi(match[1]);
    if (!timeline.names.contains(pid)) timeline.pids.push_back(pid);
    timeline.names[pid] = match[2];
    add_call(said, {.pid = pid, .time = time}, timeline);
  }
  name_processes(timeline);
  return timeline;
}

std::string draw(const Timeline& timeline) {
  if (timeline.rows.empty()) return "";
  const std::size_t width = (kColumns - kTimeColumns) / timeline.pids.size();
  std::string text = heads_of(timeline, width);
  const std::size_t count = timeline.rows.size();
  for (std::size_t at = 0; at < count; ++at) {
    if (count > kMostRows && at == kMostRows / 2) {
      at = count - kMostRows / 2;
      text += "   ... (" + std::to_string(count - kMostRows) + " more)\n";
    }
    text += row_text(timeline, timeline.rows[at], width);
  }
  return text;
}

std::string waits_of(const Timeline& timeline) {
  std::string text;
  for (const int pid : timeline.pids) {
    const auto call = timeline.waits.find(pid);
    if (call == timeline.waits.end() || call->second.empty()) continue;
    text += "  " + timeline.names.at(pid) + " waits in " + call->second + "\n";
  }
  return text;
}

}  // namespace demos
