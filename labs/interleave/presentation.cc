#include "labs/interleave/presentation.hh"

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "labs/interleave/command_line.hh"
#include "labs/interleave/report/cards.hh"
#include "labs/interleave/report/plain_text.hh"
#include "labs/interleave/report/timeline.hh"
#include "labs/interleave/terminal.hh"

namespace interleave {
namespace {

constexpr int kResultSchema = 1;

TextStyle style() {
  const Terminal terminal = terminal_at(STDOUT_FILENO);
  return {.width = terminal.width,
          .color = terminal.colour,
          .ascii = !terminal.unicode};
}

}  // namespace

std::string document_text(const TraceDocument& document, unsigned width) {
  TextStyle narrowed = style();
  if (width != 0) narrowed.width = width;
  return card(document, narrowed) + "\n" + timeline(document, narrowed);
}

std::string card_text(const TraceDocument& document) {
  return card(document, style());
}

std::string passed_text(const std::string& coverage, bool interrupted) {
  const std::string so_far = interrupted ? " so far" : "";
  return paragraph("no failure" + so_far + ": " + coverage, style().width, "",
                   "");
}

std::string trace_hint(const Subject& subject) {
  const bool kept = !subject.trace.empty();
  const std::string path = kept ? shell_text({subject.trace}) : "bug.json";
  return "as a page: " +
         std::string(
             kept ? "" : "once more with --trace bug.json, then\n           ") +
         "interleave html " + path + " -o bug.html\n";
}

std::string result_json(const Result& result, const TraceDocument& about,
                        bool with_trace) {
  nlohmann::ordered_json json;
  json["schema"] = kResultSchema;
  json["program"] = about.program;
  json["arguments"] = about.arguments;
  json["verdict"] = name_of(verdict_of(about));
  if (!result.also.empty()) json["also"] = result.also;
  json["schedules"] = result.schedules;
  json["coverage"] = result.coverage;
  json["exhausted"] = result.exhausted;
  json["cut"] = result.cut;
  json["diverged"] = result.diverged;
  json["warnings"] = result.warnings;
  if (result.failing != 0) {
    json["failing_schedule"] = result.failing;
    json["preemptions"] = result.preemptions;
  }
  if (!about.token.empty()) json["token"] = about.token;
  if (with_trace) {
    json["trace"] = nlohmann::ordered_json::parse(to_json(about));
  }
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

void print_warnings(const std::vector<std::string>& warnings) {
  for (const std::string& warning : warnings) {
    fprintf(stderr, "interleave: warning: %s\n", warning.c_str());
  }
}

}  // namespace interleave
