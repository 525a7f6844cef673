// Writes a document as JSON: fields in a fixed order, one step, thread or line
// of source a line, fields that say nothing left out.
#include <nlohmann/json.hpp>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/document_names.hh"

namespace interleave {

namespace {

using Json = nlohmann::ordered_json;

// Sources may hold any bytes; those that are no UTF-8 are replaced.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename T>
void add(Json& json, const char* key, const T& value) {
  if (value != T()) json[key] = value;
}

Json of(const SourcePlace& place) {
  Json json = Json::object();
  if (place.file) json["file"] = *place.file;
  add(json, "line", place.line);
  add(json, "function", place.function);
  return json;
}

Json of(const std::vector<SourcePlace>& stack) {
  Json json = Json::array();
  for (const SourcePlace& place : stack) json.push_back(of(place));
  return json;
}

Json of(const TraceStep& step) {
  Json json = Json::object();
  json["thread"] = step.thread;
  json["op"] = name_of(step.op);
  json["at"] = of(step.place);
  add(json, "object", step.object);
  add(json, "other", step.other);
  add(json, "value", step.value);
  add(json, "size", step.size);
  if (step.saw) json["saw"] = *step.saw;
  add(json, "saw_initial", step.saw_initial);
  if (step.partner) json["partner"] = *step.partner;
  if (step.reason != WakeReason::kSignalled)
    json["reason"] = name_in(kReasons, step.reason);
  add(json, "early", step.early);
  add(json, "shared", step.shared);
  if (step.switched != SwitchKind::kNone)
    json["switch"] = name_in(kSwitches, step.switched);
  add(json, "why", step.why);
  json["ready"] = step.ready;
  return json;
}

Json of(const TraceThread& thread) {
  Json json = Json::object();
  json["number"] = thread.number;
  json["name"] = thread.name;
  add(json, "function", thread.function);
  if (thread.parent) json["parent"] = *thread.parent;
  add(json, "client", thread.client);
  json["fate"] = name_in(kFates, thread.fate);
  if (thread.pending != Op::kNone) json["pending"] = name_of(thread.pending);
  add(json, "pending_object", thread.pending_object);
  if (!thread.stack.empty()) json["stack"] = of(thread.stack);
  return json;
}

Json of(const TraceFinding& finding) {
  Json json = Json::object();
  json["verdict"] = name_of(finding.verdict);
  json["steps"] = finding.steps;
  json["threads"] = finding.threads;
  add(json, "cycle", finding.cycle);
  add(json, "by_lockset", finding.by_lockset);
  add(json, "object", finding.object);
  add(json, "detail", finding.detail);
  Json stacks = Json::array();
  for (const auto& stack : finding.stacks) stacks.push_back(of(stack));
  json["stacks"] = std::move(stacks);
  return json;
}

Json of(const TraceClient& client) {
  return Json{{"path", client.path}, {"text", client.text}};
}

Json of(const SourceFile& file) {
  return Json{{"path", file.path}, {"lines", file.lines}};
}

void field(std::string& text, const char* key, const Json& value) {
  text += ",\n\"" + std::string(key) + "\": " + dump(value);
}

// One element a line: a difference between two traces shows as one of steps.
template <typename Elements>
void field_of_lines(std::string& text, const char* key,
                    const Elements& elements) {
  text += ",\n\"" + std::string(key) + "\": [";
  const char* separator = "\n ";
  for (const auto& element : elements) {
    text += separator + dump(of(element));
    separator = ",\n ";
  }
  text += "]";
}

}  // namespace

std::string to_json(const TraceDocument& document) {
  std::string text = "{\"schema\": " + std::to_string(kTraceSchema);
  field(text, "program", document.program);
  field(text, "arguments", document.arguments);
  field(text, "flags", document.flags);
  field_of_lines(text, "clients", document.clients);
  field(text, "verdict", name_of(verdict_of(document)));
  field_of_lines(text, "findings", document.findings);
  field(text, "token", document.token);
  field(text, "ending", document.ending);
  if (document.ended_by) field(text, "ended_by", *document.ended_by);
  field(text, "ended_at", of(document.ended_at));
  field(text, "found", document.found);
  field(text, "coverage", document.coverage);
  if (document.no_return)
    field(text, "no_return",
          Json{{"step", document.no_return->step},
               {"token", document.no_return->token}});
  field_of_lines(text, "threads", document.threads);
  field_of_lines(text, "files", document.files);
  field_of_lines(text, "steps", document.steps);
  return text + "\n}\n";
}

}  // namespace interleave
