// Reads a document from JSON. The file may come from anywhere: everything is
// checked here, so that what draws a document need not.
#include <limits>
#include <nlohmann/json.hpp>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/document_names.hh"
#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

using Json = nlohmann::json;

[[noreturn]] void bad(const std::string& what) {
  throw BadTrace("not a trace of interleave: " + what);
}

// An object of the file, and what to call it when it is wrong.
class Fields {
 public:
  Fields(const Json& json, std::string where)
      : json_(json), where_(std::move(where)) {
    if (!json.is_object()) bad(where_ + " is not an object");
  }

  bool has(const char* key) const { return json_.contains(key); }

  std::string text(const char* key, TextKind kind = TextKind::kLine) const {
    if (!has(key)) return {};
    const Json& value = json_[key];
    if (!value.is_string()) fail(key, "is not a text");
    return plain_text(value.get_ref<const std::string&>(), kind);
  }

  bool flag(const char* key) const {
    if (!has(key)) return false;
    if (!json_[key].is_boolean()) fail(key, "is neither true nor false");
    return json_[key].get<bool>();
  }

  // Below `end`.
  std::uint32_t number(const char* key, std::uint64_t end) const {
    if (!has(key)) return 0;
    return checked(json_[key], key, end);
  }

  std::optional<std::uint32_t> index(const char* key, std::uint64_t end) const {
    if (!has(key)) return std::nullopt;
    return checked(json_[key], key, end);
  }

  std::vector<std::uint32_t> numbers(const char* key, std::uint64_t end) const {
    std::vector<std::uint32_t> result;
    for (const Json& element : list(key))
      result.push_back(checked(element, key, end));
    return result;
  }

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> result;
    for (const Json& element : list(key)) {
      if (!element.is_string()) fail(key, "holds something that is no text");
      result.push_back(
          plain_text(element.get_ref<const std::string&>(), TextKind::kLine));
    }
    return result;
  }

  const Json& list(const char* key) const {
    static const Json kNone = Json::array();
    if (!has(key)) return kNone;
    if (!json_[key].is_array()) fail(key, "is not a list");
    return json_[key];
  }

  Fields object(const char* key) const {
    static const Json kNone = Json::object();
    return {has(key) ? json_[key] : kNone, where_ + ", " + key};
  }

  [[noreturn]] void fail(const char* key, const std::string& what) const {
    bad(where_ + ": \"" + key + "\" " + what);
  }

 private:
  std::uint32_t checked(const Json& value, const char* key,
                        std::uint64_t end) const {
    if (!value.is_number_unsigned()) fail(key, "is not a number");
    const auto number = value.get<std::uint64_t>();
    if (number >= end) fail(key, "is out of range");
    return static_cast<std::uint32_t>(number);
  }

  const Json& json_;
  std::string where_;
};

constexpr std::uint64_t kAnyNumber = std::uint64_t{1} << 32;

template <typename Enum, typename Names>
Enum named(const Fields& fields, const char* key, const Names& names) {
  if (!fields.has(key)) return Enum();
  const auto value = value_in<Enum>(names, fields.text(key));
  if (!value) fields.fail(key, "has an unknown value");
  return *value;
}

// Enumerators that name_of() knows, from 0 to the last one.
template <typename Enum>
Enum named_until(const Fields& fields, const char* key, Enum last) {
  const std::string name = fields.text(key);
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  fields.fail(key, "has an unknown value");
}

Op op_in(const Fields& fields, const char* key) {
  return named_until(fields, key,
                     static_cast<Op>(static_cast<int>(Op::kCount) - 1));
}

Verdict verdict_in(const Fields& fields) {
  return named_until(fields, "verdict", Verdict::kNondeterminism);
}

SourcePlace place_in(const TraceDocument& document, const Fields& fields) {
  SourcePlace place;
  place.file = fields.index("file", document.files.size());
  place.line = fields.number("line", kAnyNumber);
  place.function = fields.text("function");
  return place;
}

std::vector<SourcePlace> stack_in(const TraceDocument& document,
                                  const Json& list, const std::string& where) {
  if (!list.is_array()) bad(where + ": a stack is not a list");
  std::vector<SourcePlace> stack;
  for (const Json& frame : list)
    stack.push_back(place_in(document, Fields(frame, where + ", a frame")));
  return stack;
}

TraceStep step_in(const TraceDocument& document, std::size_t number,
                  std::size_t steps, const Json& json) {
  const Fields fields(json, "step " + std::to_string(number));
  TraceStep step;
  if (!fields.has("thread")) fields.fail("thread", "is missing");
  step.thread = fields.number("thread", document.threads.size());
  step.op = op_in(fields, "op");
  step.place = place_in(document, fields.object("at"));
  step.object = fields.text("object");
  step.other = fields.text("other");
  step.value = fields.text("value");
  step.size = fields.number("size", kAnyNumber);
  step.saw = fields.index("saw", number);
  step.saw_initial = fields.flag("saw_initial");
  step.partner = fields.index("partner", steps);
  step.reason = named<WakeReason>(fields, "reason", kReasons);
  step.early = fields.flag("early");
  step.shared = fields.flag("shared");
  step.switched = named<SwitchKind>(fields, "switch", kSwitches);
  step.why = fields.text("why");
  step.ready = fields.number("ready", kAnyNumber);
  return step;
}

TraceThread thread_in(const TraceDocument& document, std::size_t number,
                      const Json& json) {
  const Fields fields(json, "thread " + std::to_string(number));
  if (fields.number("number", kMaxThreads) != number)
    fields.fail("number", "is not its place in the list");
  TraceThread thread;
  thread.number = static_cast<unsigned>(number);
  thread.name = fields.text("name");
  thread.function = fields.text("function");
  thread.parent = fields.index("parent", number);
  thread.client = fields.flag("client");
  thread.fate = named<ThreadFate>(fields, "fate", kFates);
  if (fields.has("pending")) thread.pending = op_in(fields, "pending");
  thread.pending_object = fields.text("pending_object");
  thread.stack = stack_in(document, fields.list("stack"),
                          "thread " + std::to_string(number));
  return thread;
}

TraceFinding finding_in(const TraceDocument& document, std::size_t steps,
                        const Json& json) {
  const Fields fields(json, "a finding");
  TraceFinding finding;
  finding.verdict = verdict_in(fields);
  finding.steps = fields.numbers("steps", steps);
  finding.threads = fields.numbers("threads", document.threads.size());
  finding.cycle = fields.flag("cycle");
  finding.by_lockset = fields.flag("by_lockset");
  finding.object = fields.text("object");
  finding.detail = fields.text("detail");
  for (const Json& stack : fields.list("stacks"))
    finding.stacks.push_back(stack_in(document, stack, "a finding"));
  // Its readers rely on a stack for each step.
  finding.stacks.resize(finding.steps.size());
  return finding;
}

void read_header(const Fields& fields, TraceDocument& document) {
  document.program = fields.text("program");
  document.arguments = fields.texts("arguments");
  document.flags = fields.texts("flags");
  document.token = fields.text("token");
  document.ending = fields.text("ending");
  document.found = fields.text("found");
  document.coverage = fields.text("coverage");
  for (const Json& json : fields.list("clients")) {
    const Fields client(json, "a client");
    document.clients.push_back(
        {client.text("path"), client.text("text", TextKind::kLines)});
  }
  for (const Json& json : fields.list("files")) {
    const Fields file(json, "a file");
    document.files.push_back({file.text("path"), file.texts("lines")});
  }
}

Json parsed(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    if (error.byte > text.size()) bad("it is cut off");
    bad("no JSON at byte " + std::to_string(error.byte));
  }
}

}  // namespace

TraceDocument parse_trace(std::string_view json) {
  const Json parsed_json = parsed(json);
  const Fields fields(parsed_json, "the file");
  if (!fields.has("schema")) bad("it has no \"schema\"");
  if (fields.number("schema", kAnyNumber) != kTraceSchema)
    bad("it has another schema than " + std::to_string(kTraceSchema) +
        "; show it with the interleave that wrote it");
  TraceDocument document;
  read_header(fields, document);
  for (const Json& thread : fields.list("threads"))
    document.threads.push_back(
        thread_in(document, document.threads.size(), thread));
  document.ended_by = fields.index("ended_by", document.threads.size());
  document.ended_at = stack_in(document, fields.list("ended_at"), "the file");
  const Json& steps = fields.list("steps");
  for (const Json& step : steps)
    document.steps.push_back(
        step_in(document, document.steps.size(), steps.size(), step));
  for (const Json& finding : fields.list("findings"))
    document.findings.push_back(finding_in(document, steps.size(), finding));
  if (fields.has("no_return")) {
    const Fields point = fields.object("no_return");
    document.no_return =
        TraceNoReturn{point.number("step", steps.size()), point.text("token")};
  }
  return document;
}

}  // namespace interleave
