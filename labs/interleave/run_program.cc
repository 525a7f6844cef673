// `interleave run`.
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "labs/interleave/commands.hh"
#include "labs/interleave/explorer.hh"
#include "labs/interleave/interruption.hh"
#include "labs/interleave/investigation.hh"
#include "labs/interleave/memoized.hh"
#include "labs/interleave/presentation.hh"
#include "labs/interleave/progress.hh"
#include "labs/interleave/report/trace_builder.hh"
#include "labs/interleave/search/count_text.hh"
#include "labs/interleave/search/deviations.hh"
#include "labs/interleave/search/memoize.hh"
#include "labs/interleave/session.hh"

namespace interleave {
namespace {

constexpr int kPassed = 0;
constexpr int kFailed = 1;
constexpr int kCannot = 2;
constexpr int kInterrupted = 128 + SIGINT;

// What is being tried now: of "..., then 40 random schedules" the latter.
std::string last_part(const std::string& coverage) {
  constexpr std::string_view kThen = ", then ";
  const auto at = coverage.rfind(kThen);
  return at == std::string::npos ? coverage
                                 : coverage.substr(at + kThen.size());
}

class ProgramRun {
 public:
  explicit ProgramRun(const RunOptions& options)
      : options_(options),
        session_(options.subject),
        make_runner_(session_.make_runner()) {}

  int run() {
    processor_of(0);  // before anything is pinned
    check_determinism();
    const Exploration found = search();
    result_.schedules = found.schedules;
    result_.cut = found.cut;
    result_.diverged = found.diverged;
    result_.exhausted = found.exhausted;
    result_.coverage = coverage_of(found);
    if (found.diverged > 0) warn_of_divergence(found.diverged);
    if (!found.obstacle.empty() && !found.failure) {
      return cannot_go_on(found.obstacle);
    }
    if (!found.failure && !interrupted_ && found.endless) {
      return never_ended(found);
    }
    if (!found.failure && options_.subject.clients.empty() &&
        found.quiet == found.schedules) {
      result_.warnings.push_back(
          "in every schedule the program waited for a client, and there is "
          "none: use --client");
    }
    return found.failure ? report_failure(found) : report_passed();
  }

 private:
  // A program that does not repeat itself makes the rest doubtful.
  void check_determinism() {
    const auto runner = make_runner_({.cpu = processor_of(0)});
    if (const auto found = check_first_schedule(*runner, {})) {
      result_.warnings.push_back("nondeterminism: " + show(*found));
    }
  }

  std::unique_ptr<Strategy> strategy() {
    if (!options_.only_memoized.empty()) {
      const MemoizedSchedules known(options_.only_memoized,
                                    program_identity(session_.program()));
      if (known.tokens().empty()) {
        throw BadUsage(options_.only_memoized + ": no schedules of this " +
                       session_.program() + "; --memoize stores them");
      }
      return make_memoized(known.tokens());
    }
    const Limits limits{.seed = options_.seed,
                        .bound = options_.bound,
                        .schedules = options_.schedules};
    return make_strategy(options_.strategy, limits);
  }

  Exploration search() {
    const std::unique_ptr<Strategy> source = strategy();
    Progress progress;
    ExploreObservers observers;
    if (progress.shown()) {
      observers.progress = [&](std::uint64_t done, std::uint64_t limit,
                               const Strategy& now) {
        if (progress.due())
          progress.show(done, limit, last_part(now.coverage()));
      };
    }
    std::optional<MemoizedSchedules> memory;
    if (!options_.memoize.empty()) {
      memory.emplace(options_.memoize, program_identity(session_.program()));
      observers.passed = [&](const Schedule& schedule, const Run& run) {
        memoize(*memory, schedule, run);
      };
    }
    ExploreSettings settings;
    settings.schedules = options_.schedules;
    settings.detector = options_.subject.detector;
    settings.fair = options_.strategy != "partial-order-reduction";
    settings.jobs = options_.jobs != 0 ? options_.jobs
                                       : std::thread::hardware_concurrency();
    const Interruption interruption(options_.seconds);
    observers.enough = [&] {
      return interruption.requested() || interruption.time_is_over();
    };
    Exploration found = explore(*source, make_runner_, settings, observers);
    interrupted_ = found.stopped && interruption.requested();
    if (memory) memory->save();
    return found;
  }

  void memoize(MemoizedSchedules& memory, const Schedule& schedule,
               const Run& run) const {
    const std::vector<Deviation> deviations = deviations_of(run.decisions);
    if (deviations.size() > kMaxDeviations) return;
    memory.add(
        make_token(deviations, schedule.flags | session_.flags(), run.events));
  }

  // What was searched, and what was not.
  std::string coverage_of(const Exploration& found) const {
    if (found.one_thread) {
      return "the only schedule, since the program starts no thread";
    }
    std::string text = found.coverage;
    if (found.cut > 0) {
      text += "; " + with_commas(found.cut) + " of them cut short at " +
              counted(options_.subject.steps, "step");
    }
    if (found.stopped) {
      text += interrupted_
                  ? "; then it was interrupted"
                  : "; then the time of " +
                        counted(options_.seconds, "second") + " was over";
    } else if (!found.failure && !found.exhausted) {
      text += "; then the budget of " +
              counted(options_.schedules, "schedule") + " was used up";
    }
    return text;
  }

  void append(const std::vector<std::string>& warnings) {
    result_.warnings.insert(result_.warnings.end(), warnings.begin(),
                            warnings.end());
  }

  void warn_of_divergence(std::uint64_t count) {
    result_.warnings.push_back(
        counted(count, "schedule") +
        " could not be followed: the program did not do what it had done " +
        "under the same choices before");
  }

  int never_ended(const Exploration& found) const {
    print_warnings(result_.warnings);
    fprintf(stderr,
            "interleave: %s: none of %s came to its end within %s; does the "
            "program end? --steps allows more\n",
            session_.program().c_str(),
            counted(found.schedules, "schedule").c_str(),
            counted(options_.subject.steps, "step").c_str());
    return kCannot;
  }

  int cannot_go_on(const std::string& obstacle) const {
    print_warnings(result_.warnings);
    fprintf(stderr,
            "interleave: %s: cannot be explored: %s; this call is not "
            "modelled\n",
            session_.program().c_str(), obstacle.c_str());
    return kCannot;
  }

  int report_passed() const {
    print_warnings(result_.warnings);
    const TraceDocument about = session_.blank_document();
    if (!options_.subject.json.empty()) {
      write_file(options_.subject.json, result_json(result_, about, false));
    }
    if (options_.subject.json != "-") {
      printf("%s", passed_text(result_.coverage, interrupted_).c_str());
    }
    return interrupted_ ? kInterrupted : kPassed;
  }

  int report_failure(const Exploration& found) {
    const Failure& failure = *found.failure;
    Investigation result =
        investigate(failure, make_runner_, options_.subject.detector);
    if (result.nondeterminism) {
      result_.warnings.push_back("nondeterminism: " +
                                 show(*result.nondeterminism));
    }
    append(result.notes);
    result_.failing = failure.number;
    result_.preemptions = result.preemptions;
    result_.also = also(found, result);
    const TraceDocument document = document_of(failure, result);
    print_warnings(result_.warnings);
    return present(document, beneath(found, result));
  }

  TraceDocument document_of(const Failure& failure,
                            const Investigation& result) const {
    TraceDocument about = session_.blank_document();
    const Run run = result.run.view();
    about.token = session_.token(result.schedule, run);
    about.found = "found by schedule " + with_commas(failure.number) +
                  "; simplified, it has " +
                  counted(result.preemptions, "preemption");
    about.coverage = result_.coverage;
    if (result.last_chance) {
      about.no_return.emplace();
      about.no_return->step = result.last_chance->step;
      about.no_return->token = session_.token(result.last_chance->schedule,
                                              result.last_chance->run.view());
    }
    Symbols symbols(session_.program());
    return make_document(run, result.findings, symbols, std::move(about));
  }

  // Each verdict beneath the first, once.
  static std::vector<std::string> also(const Exploration& found,
                                       const Investigation& result) {
    std::vector<std::string> names;
    const auto add = [&](const Finding& finding) {
      const std::string name(name_of(finding.verdict));
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    };
    for (std::size_t i = 1; i < result.findings.size(); ++i) {
      add(result.findings[i]);
    }
    if (found.beneath) add(found.beneath->findings.front());
    return names;
  }

  // The race that was found first, unless the failing run shows it, too.
  std::string beneath(const Exploration& found,
                      const Investigation& result) const {
    if (!found.beneath) return "";
    const Failure& earlier = *found.beneath;
    const Finding& first = earlier.findings.front();
    const std::string bug = identity(first, earlier.run.events);
    for (const Finding& finding : result.findings) {
      if (identity(finding, result.run.events) == bug) return "";
    }
    const Investigation other =
        investigate(earlier, make_runner_, options_.subject.detector);
    Symbols symbols(session_.program());
    TraceDocument about = session_.blank_document();
    about.token = session_.token(other.schedule, other.run.view());
    about = make_document(other.run.view(), other.findings, symbols,
                          std::move(about));
    return "Beneath it, in schedule " + with_commas(earlier.number) + ":\n" +
           card_text(about);
  }

  int present(const TraceDocument& document, const std::string& more) const {
    const Subject& subject = session_.subject();
    if (!subject.trace.empty()) write_file(subject.trace, to_json(document));
    if (!subject.json.empty()) {
      write_file(subject.json, result_json(result_, document, true));
    }
    if (subject.json == "-" || subject.trace == "-") return kFailed;
    printf("%s%s\n%s", document_text(document).c_str(), more.c_str(),
           trace_hint(subject).c_str());
    return kFailed;
  }

  const RunOptions options_;
  const Session session_;
  const MakeRunner make_runner_;
  Result result_;
  bool interrupted_ = false;
};

}  // namespace

int run_program(const RunOptions& options) { return ProgramRun(options).run(); }

}  // namespace interleave
