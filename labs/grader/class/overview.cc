#include "labs/grader/class/overview.hh"

#include <nlohmann/json.hpp>
#include <sstream>

#include "labs/grader/emitters/emitter.hh"
#include "labs/grader/emitters/xml.hh"
#include "labs/grader/plain_text.hh"
#include "labs/grader/regular_file.hh"

namespace grader {
namespace {

using nlohmann::json;

constexpr std::size_t kMostResult = std::size_t{16} << 20;

std::string html(const std::string& text) {
  return xml_escaped(plain_line(text));
}

// A spreadsheet takes what begins like this for a formula.
std::string csv(const std::string& text) {
  std::string quoted = "\"";
  const std::string line = plain_line(text);
  if (!line.empty() &&
      std::string_view("=+-@").find(line[0]) != std::string::npos) {
    quoted += '\'';
  }
  for (const char byte : line)
    quoted += byte == '"' ? "\"\"" : std::string(1, byte);
  return quoted + '"';
}

// The tests, as the first row that was graded has them.
std::vector<std::string> tests_of(const std::vector<Row>& rows) {
  std::vector<std::string> tests;
  for (const Row& row : rows) {
    for (const Cell& cell : row.cells) tests.push_back(cell.test);
    if (!tests.empty()) break;
  }
  return tests;
}

std::string as_csv(const std::vector<Row>& rows) {
  std::ostringstream text;
  text << "student,points,maximum";
  for (const std::string& test : tests_of(rows)) text << ',' << csv(test);
  text << '\n';
  for (const Row& row : rows) {
    text << csv(row.entry) << ',';
    if (row.is_final) text << row.points;
    text << ',' << row.maximum;
    for (const Cell& cell : row.cells) text << ',' << cell.points;
    text << '\n';
  }
  return text.str();
}

std::string html_row(const Row& row) {
  std::ostringstream text;
  text << "<tr><th scope=row>" << html(row.entry) << "</th>";
  if (row.is_final) {
    text << "<td class=points>" << row.points << " / " << row.maximum;
  } else {
    text << "<td class=error>no verdict";
  }
  for (const Cell& cell : row.cells) {
    text << "</td><td class=" << html(cell.status) << " title=\""
         << html(cell.test + ": " + cell.status) << "\">" << cell.points;
  }
  text << "</td></tr>\n";
  return text.str();
}

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Results</title>
<style>
body { font: 15px system-ui, sans-serif; margin: 2em; }
table { border-collapse: collapse; }
th, td { padding: .3em .6em; border: 1px solid #bbb; text-align: right; }
th { text-align: left; }
thead th { writing-mode: vertical-rl; }
.passed { background: #d9f2d9; } .failed, .timeout { background: #f7d4d4; }
.skipped { background: #eee; color: #555; } .error { background: #ffe9a8; }
.points { font-weight: bold; }
</style>
<h1>Results</h1>
<table><thead><tr><th>student</th><th>points</th>)";

std::string as_html(const std::vector<Row>& rows) {
  std::ostringstream text;
  text << kHead;
  for (const std::string& test : tests_of(rows)) {
    text << "<th>" << html(test) << "</th>";
  }
  text << "</tr></thead>\n<tbody>\n";
  for (const Row& row : rows) text << html_row(row);
  text << "</tbody></table>\n</html>\n";
  return text.str();
}

}  // namespace

std::string result_file(const std::string& results, const std::string& entry) {
  return results + '/' + entry + ".json";
}

Row read_row(const std::string& results, const std::string& entry) {
  Row row{.entry = entry};
  const auto bytes =
      read_regular_file(result_file(results, entry), kMostResult);
  const json result =
      bytes ? json::parse(*bytes, nullptr, false) : json(nullptr);
  if (!result.is_object()) return row;
  try {
    for (const json& test : result.at("tests")) {
      row.cells.push_back({test.at("id"), test.at("status"), test.at("points"),
                           test.at("maximum")});
      row.points += row.cells.back().points;
      row.maximum += row.cells.back().maximum;
    }
    row.is_final = result.at("sound") && result.at("complete");
  } catch (const json::exception&) {
    return {.entry = entry};
  }
  return row;
}

void write_overview(const std::string& results, const std::vector<Row>& rows) {
  replace_file(results + "/overview.csv", as_csv(rows));
  replace_file(results + "/overview.html", as_html(rows));
}

}  // namespace grader
