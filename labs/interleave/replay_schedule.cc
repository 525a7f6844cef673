// `interleave replay`.
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "labs/interleave/commands.hh"
#include "labs/interleave/explorer.hh"
#include "labs/interleave/presentation.hh"
#include "labs/interleave/report/trace_builder.hh"
#include "labs/interleave/search/token.hh"
#include "labs/interleave/session.hh"
#include "labs/interleave/worker.hh"

namespace interleave {
namespace {

constexpr int kPassed = 0;
constexpr int kFailed = 1;
constexpr int kCannot = 2;

// What is to be replayed, and with what.
struct Wanted {
  Token token;
  Subject subject;
  std::vector<ClientScript> scripts;
};

Token token_from(const std::string& text, const std::string& origin) {
  ParsedToken parsed = parse_token(text);
  if (!parsed.token) throw BadUsage(origin + ": " + parsed.error);
  return *parsed.token;
}

// Of a trace's: its clients, unless the user names others.
Wanted wanted_by(const ReplayOptions& options) {
  Wanted wanted{.token = {}, .subject = options.subject, .scripts = {}};
  wanted.scripts = read_client_scripts(options.subject.clients);
  if (!std::filesystem::exists(options.token)) {
    wanted.token = token_from(
        options.token, "'" + options.token + "' is no file, and no token");
    return wanted;
  }
  const TraceDocument trace = read_trace(options.token);
  wanted.token = token_from(trace.token, options.token);
  if (wanted.scripts.empty()) {
    for (const TraceClient& client : trace.clients) {
      wanted.scripts.push_back({client.path, client.text});
    }
  }
  return wanted;
}

std::string steps_text(const Difference& difference) {
  if (difference.first == difference.last) {
    return "step " + std::to_string(difference.first);
  }
  return "one of the steps " + std::to_string(difference.first) + " to " +
         std::to_string(difference.last);
}

class Replay {
 public:
  explicit Replay(const ReplayOptions& options)
      : wanted_(wanted_by(options)),
        session_(wanted_.subject, wanted_.scripts) {}

  int run() {
    // The program's own output would mix with what is asked for.
    const auto runner = session_.make_runner()(
        {.cpu = processor_of(0),
         .flags = owns_standard_output() ? 0U : kPassOutput});
    Schedule schedule = to_schedule(wanted_.token);
    schedule.flags |= kRecordCalls;
    Recording recording = record(runner->execute(schedule));
    if (runner->hang() && runner->hang()->blocked) {
      throw CannotExplore(session_.program() + ": " + runner->hang()->where);
    }
    schedule.flags &= ~kRecordCalls;
    Analyser analyser(session_.subject().detector);
    auto findings = judge(analyser, recording.view(), runner->hang());
    result_.schedules = 1;
    result_.failing = findings.empty() ? 0 : 1;
    result_.coverage = "one schedule replayed";
    const auto difference = compare_with_token(recording);
    if (difference) {
      warn(*difference, findings);
      findings.clear();
      cut(recording, difference->last);
    }
    present(document_of(schedule, recording.view(), findings), !difference);
    if (difference) return kCannot;
    return result_.failing != 0 ? kFailed : kPassed;
  }

 private:
  bool owns_standard_output() const {
    return wanted_.subject.json == "-" || wanted_.subject.trace == "-";
  }

  // The first step that is not as it was, at the latest the one behind the
  // last.
  std::optional<Difference> compare_with_token(const Recording& run) const {
    const auto steps = static_cast<std::uint32_t>(run.events.size());
    auto difference = first_difference(wanted_.token, run.events);
    if (!difference && run.outcome.ending == Ending::kDiverged) {
      difference = {steps, steps};
    }
    if (difference) difference->last = std::min(difference->last, steps);
    return difference;
  }

  void warn(const Difference& difference,
            const std::vector<Finding>& findings) {
    result_.diverged = 1;
    std::string text =
        "this is not the run that was found: the first difference is " +
        steps_text(difference) +
        "; the program was built from other sources, or has other arguments, "
        "clients or files";
    if (!findings.empty()) {
      text += "; it went on to fail all the same (" +
              std::string(name_of(findings.front().verdict)) + ")";
    }
    result_.warnings.push_back(text);
  }

  TraceDocument document_of(const Schedule& schedule, const Run& run,
                            const std::vector<Finding>& findings) const {
    TraceDocument about = session_.blank_document();
    about.token = session_.token(schedule, run);
    about.found = "replayed";
    about.coverage = result_.coverage;
    Symbols symbols(session_.program());
    return make_document(run, findings, symbols, std::move(about));
  }

  void present(const TraceDocument& document, bool same) const {
    const Subject& subject = session_.subject();
    print_warnings(result_.warnings);
    if (!subject.trace.empty()) write_file(subject.trace, to_json(document));
    if (!subject.json.empty()) {
      write_file(subject.json, result_json(result_, document, true));
    }
    // Of another run there is nothing to be said.
    if (!same || owns_standard_output()) return;
    printf("%s", document_text(document).c_str());
  }

  const Wanted wanted_;
  const Session session_;
  Result result_;
};

}  // namespace

int replay_schedule(const ReplayOptions& options) {
  return Replay(options).run();
}

}  // namespace interleave
