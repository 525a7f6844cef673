// Autolab: what students read, then one line of JSON with the points of each
// problem, which is a group of the rubric.
//
// Autolab takes the last line that is not blank and, so that careless graders
// need no quotes, turns every `word:` in it into `"word":`, inside strings too,
// before it parses. Output over its limit loses the middle: points stand in
// the table at the head and in the last line.
//
// A fault of the platform: every score is null, which Autolab stores as no
// score. Any line that it cannot parse, no line, or no score at all would
// store zero points for a first submission. (Its total counts a problem
// without a score as zero either way: staff have to grade again.)
//
// Source: parseAutoresult and saveAutograde of Autolab's
// app/helpers/assessment_autograde_core.rb
#include "labs/grader/emitters/autolab.hh"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "labs/grader/emitters/platforms.hh"
#include "labs/grader/emitters/presentation.hh"
#include "labs/grader/emitters/terminal.hh"

namespace grader {
namespace {

using Json = nlohmann::ordered_json;

/// {"Echoing": 10, ...}
Json scores_of(const LabResult& result) {
  Json scores = Json::object();
  for (const TestResult& test : result.tests) {
    Json& score = scores[autolab_problem(test.group)];
    if (!result.is_sound()) continue;  // stays null
    score = (score.is_null() ? 0 : score.get<int>()) + test.points;
  }
  return scores;
}

std::string write(const LabResult& result) {
  const Json line = {{"scores", scores_of(result)}};
  return terminal_text(hidden_folded(result), Colour::kNone) + "\n" +
         line.dump() + "\n";
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// What Autolab makes of `line`.
std::string rewritten(std::string_view line) {
  std::string text;
  while (!line.empty()) {
    const auto end = std::ranges::find_if_not(line, is_word);
    const auto length = static_cast<std::size_t>(end - line.begin());
    const bool is_key = length > 0 && end != line.end() && *end == ':';
    const std::string word(line.substr(0, length));
    text += is_key ? "\"" + word + "\"" : word;
    line.remove_prefix(length);
    if (line.empty()) break;
    text += line.front();
    line.remove_prefix(1);
  }
  return text;
}

std::string_view last_line(std::string_view document) {
  constexpr std::string_view kBlank(" \t\n\v\f\r\0", 7);
  const std::size_t end = document.find_last_not_of(kBlank);
  if (end == document.npos) return "";
  document = document.substr(0, end + 1);
  const std::size_t newline = document.rfind('\n');
  return newline == document.npos ? document : document.substr(newline + 1);
}

std::string check(std::string_view document, const LabResult& result) {
  if (plain_text(document, document.size()) != document) {
    return "holds bytes that a browser obeys";
  }
  const Json read = Json::parse(rewritten(last_line(document)), nullptr, false);
  if (!read.is_object()) return "has no JSON object in its last line";
  if (!read.contains("scores") || !read["scores"].is_object()) {
    return "has no scores";
  }
  if (read["scores"].empty()) return "has no score at all";
  return read["scores"] == scores_of(result) ? "" : "has wrong scores";
}

}  // namespace

std::string autolab_problem(std::string_view group) {
  std::string name = plain_line(group);
  std::erase(name, ':');
  return name.empty() ? "points" : name;
}

Emitter autolab_emitter() { return {"autolab", "", &write, &check}; }

}  // namespace grader
