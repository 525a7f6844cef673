// `interleave replay`.
#include <cstdio>
#include <filesystem>

#include "labs/interleave/commands.hh"
#include "labs/interleave/explorer.hh"
#include "labs/interleave/presentation.hh"
#include "labs/interleave/report/trace_builder.hh"
#include "labs/interleave/search/token.hh"
#include "labs/interleave/session.hh"

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
  const TraceDocument trace = parse_trace(read_file(options.token));
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
    const auto runner = session_.make_runner()({.cpu = processor_of(0)});
    Schedule schedule = to_schedule(wanted_.token);
    const std::uint32_t flags = schedule.flags;
    schedule.flags |= kRecordCalls | kPassOutput;
    const Run run = runner->execute(schedule);
    schedule.flags = flags;
    if (runner->hang() && runner->hang()->blocked) {
      throw CannotExplore(session_.program() + ": " + runner->hang()->where);
    }
    Analyser analyser(session_.subject().detector);
    const auto findings = judge(analyser, run, runner->hang());
    result_.schedules = 1;
    result_.failing = findings.empty() ? 0 : 1;
    result_.coverage = "one schedule replayed";
    const bool same = compare_with_token(run);
    present(document_of(schedule, run, findings));
    if (!findings.empty()) return kFailed;
    return same ? kPassed : kCannot;
  }

 private:
  bool compare_with_token(const Run& run) {
    const auto difference = first_difference(wanted_.token, run.events);
    const bool diverged = run.outcome->ending == Ending::kDiverged;
    if (!difference && !diverged) return true;
    const std::string where = difference
                                  ? steps_text(*difference)
                                  : "step " + std::to_string(run.events.size());
    result_.diverged = 1;
    result_.warnings.push_back(
        "this is not the run that was found: the first difference is at " +
        where +
        "; the program was built from other sources, or gets other "
        "arguments, clients or files");
    return false;
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

  void present(const TraceDocument& document) const {
    const Subject& subject = session_.subject();
    print_warnings(result_.warnings);
    if (!subject.trace.empty()) write_file(subject.trace, to_json(document));
    if (!subject.json.empty()) {
      write_file(subject.json, result_json(result_, document, true));
    }
    if (subject.json == "-" || subject.trace == "-") return;
    printf("%s", document_text(document).c_str());
    if (document.findings.empty()) printf("Nothing failed.\n");
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
