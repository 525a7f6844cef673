#include "labs/interleave/options.hh"

#include <CLI/CLI.hpp>
#include <map>

#include "labs/interleave/search/strategy.hh"

namespace interleave {
namespace {

constexpr int kUsageError = 2;
constexpr std::uint64_t kMostSchedules = 1'000'000'000'000;
constexpr std::uint64_t kMostSeconds = 1'000'000;
constexpr unsigned kMostJobs = 256;

const std::map<std::string, RaceDetector> kDetectors = {
    {"happens-before", RaceDetector::kHappensBefore},
    {"lockset", RaceDetector::kLockset},
    {"none", RaceDetector::kNone}};

// CLI11 2.1 knows nothing of what follows a program's name.
class Formatter : public CLI::Formatter {
 public:
  Formatter() {
    column_width(30);
    label("REQUIRED", "");
  }

  std::string make_usage(const CLI::App* app, std::string) const override {
    static const std::map<std::string, std::string> arguments = {
        {"interleave", "COMMAND ..."},
        {"run", "[OPTIONS] PROGRAM [ARGS]"},
        {"replay", "[OPTIONS] (TOKEN|FILE) PROGRAM [ARGS]"},
        {"show", "FILE"},
        {"html", "FILE -o PAGE"}};
    const bool top = app->get_name() == "interleave";
    return "Usage: interleave " + (top ? "" : app->get_name() + " ") +
           arguments.at(app->get_name()) + "\n" +
           (top ? "" : app->get_description() + "\n");
  }

  std::string make_description(const CLI::App* app) const override {
    return app->get_name() == "interleave" ? app->get_description() + "\n" : "";
  }
};

template <typename T>
CLI::Option* add_number(CLI::App* app, const char* name, T& value, T low,
                        T high, const char* description) {
  return app->add_option(name, value, description)
      ->check(CLI::Range(low, high).description(""))
      ->type_name("N")
      ->capture_default_str();
}

void add_subject(CLI::App* app, Subject& subject) {
  // Not into the vector itself: CLI11 would take all that follows for it.
  app->add_option_function<std::string>(
         "--client",
         [&subject](const std::string& path) {
           subject.clients.push_back(path);
         },
         "Script of a client that talks to the program,\n"
         "which is a server; again for a further client")
      ->type_name("FILE")
      ->trigger_on_parse();
  app->add_flag("--spurious-wakeups", subject.spurious_wakeups,
                "Waits for a condition may end without a signal:\n"
                "finds an 'if' that has to be a 'while'");
  app->add_option_function<std::string>(
         "--detector",
         [&subject](const std::string& name) {
           subject.detector = kDetectors.at(name);
         },
         "Of races: happens-before, lockset (warns of more,\n"
         "some of it fine) or none [happens-before]")
      ->type_name("NAME")
      ->check(CLI::IsMember(kDetectors).description(""));
  add_number(app, "--steps", subject.steps, 1U, std::uint32_t{kMaxSteps},
             "Give up a schedule after this many steps");
  app->add_option("--trace", subject.trace,
                  "Write the schedule with the failure to FILE, for\n"
                  "show, html and replay; -: standard output")
      ->type_name("FILE");
  app->add_option("--json", subject.json,
                  "Write the result to FILE as JSON; -: print\n"
                  "nothing else")
      ->type_name("FILE");
}

void add_search(CLI::App* app, RunOptions& options) {
  add_number(app, "--schedules", options.schedules, std::uint64_t{1},
             kMostSchedules, "Try at most this many");
  add_number(app, "--seconds", options.seconds, std::uint64_t{0}, kMostSeconds,
             "Search no longer; 0: any time it takes");
  add_number(app, "--seed", options.seed, std::uint64_t{0}, kMostSchedules,
             "Of strategies that choose at random");
  std::string names;
  std::vector<std::string> known;
  for (const std::string_view name : strategy_names()) {
    const bool new_line = known.size() % 3 == 2;
    names += std::string(known.empty() ? "" : new_line ? ",\n" : ", ");
    names += known.emplace_back(name);
  }
  app->add_option("--strategy", options.strategy, "How to search:\n" + names)
      ->type_name("NAME")
      ->check(CLI::IsMember(known).description(""))
      ->capture_default_str();
  add_number(app, "--bound", options.bound, 0U, 1000U,
             "Delays or preemptions in one schedule, for the\n"
             "strategies that bound them");
  add_number(app, "--jobs", options.jobs, 0U, kMostJobs,
             "Explore with so many processes; 0: one for each\n"
             "processor. The result does not depend on it");
}

void add_memoized(CLI::App* app, RunOptions& options) {
  app->add_option("--memoize", options.memoize,
                  "Keep the schedules that passed in DIR")
      ->type_name("DIR");
  app->add_option("--only-memoized", options.only_memoized,
                  "Run under the schedules in DIR alone: the same\n"
                  "each time")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory.description(""));
}

void add_run(CLI::App& app, RunOptions& options) {
  CLI::App* const run = app.add_subcommand(
      "run", "Explores a program's schedules until one fails");
  run->add_flag("--untrusted", options.untrusted,
                "PROGRAM may be hostile: keep it from tracing the\n"
                "explorer and from reading its memory");
  add_search(run, options);
  add_subject(run, options.subject);
  add_memoized(run, options);
  run->prefix_command();
  run->footer(
      "PROGRAM was built by `interleave cc` or `interleave c++`. Options of\n"
      "interleave stand in front of it.\n\n"
      "Examples:\n"
      "  interleave run ./counter\n"
      "  interleave run --schedules 100000 --jobs 2 ./queue 3\n"
      "  interleave run --client one.txt --client two.txt ./server 0\n"
      "  interleave run --trace bug.json ./counter && echo no bug found\n\n"
      "Only sequentially consistent executions are explored: what weak memory\n"
      "adds to them is out of reach. PROGRAM's standard input is empty.\n"
      "Ctrl-C ends the search and tells what it covered.\n"
      "Exit status: 0 no failure found, 1 a failure, 2 wrong usage, or the\n"
      "program cannot be explored, 130 interrupted before a failure.");
}

void add_replay(CLI::App& app, ReplayOptions& options) {
  CLI::App* const replay = app.add_subcommand(
      "replay", "Runs a program under a schedule that was found");
  add_subject(replay, options.subject);
  replay->prefix_command();
  replay->footer(
      "TOKEN was printed by `interleave run`; FILE is a trace, which knows "
      "its\n"
      "clients and --spurious-wakeups. If the program's steps differ from the\n"
      "ones that were found, as they may on another build, it says where.\n"
      "What the program prints is shown; its standard input is empty.\n\n"
      "Examples:\n"
      "  interleave replay TOKEN ./counter\n"
      "  interleave replay bug.json ./counter\n"
      "Exit status: 0 nothing failed, 1 a failure, 2 wrong usage, or the\n"
      "schedule does not fit the program.");
}

void add_show(CLI::App& app, ShowOptions& show, HtmlOptions& html) {
  CLI::App* text = app.add_subcommand("show", "Prints a trace as a timeline");
  text->add_option("FILE", show.trace, "Written by --trace")
      ->type_name("")
      ->required();
  CLI::App* page =
      app.add_subcommand("html", "Draws a trace as a page for a browser");
  add_number(text, "--width", show.width, 0U, 1000U,
             "In so many columns; 0: as many as there are");
  text->footer("Exit status: 0, or 2 for a file that is no trace.");
  page->footer(
      "Example:\n"
      "  interleave html bug.json -o bug.html\n"
      "Exit status: 0, or 2 for a file that is no trace.");
  page->add_option("FILE", html.trace, "Written by --trace")
      ->type_name("")
      ->required();
  page->add_option("-o,--output", html.page, "The page; -: standard output")
      ->type_name("PAGE")
      ->required();
}

// With what the wrapper of the compilers is, for --help alone.
void describe(CLI::App& app) {
  app.add_subcommand("cc", "Compiles C for it; takes gcc's arguments");
  app.add_subcommand("c++", "The same for C++");
  app.require_subcommand(1);
  app.set_version_flag("--version", "interleave (echolab) " ECHOLAB_VERSION);
  app.formatter(std::make_shared<Formatter>());
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return std::string("interleave: ") + error.what() + " (see --help)\n";
  });
  app.footer(
      "Examples:\n"
      "  interleave c++ counter.cc -o counter\n"
      "  interleave run --trace bug.json ./counter\n"
      "  interleave html bug.json -o bug.html\n"
      "`interleave COMMAND --help` tells more.\n"
      "Exit status: 0 no failure found, 1 a failure, 2 wrong usage, or the\n"
      "program cannot be explored.");
}

// A command line in two parts: what CLI11 reads, and what follows the first
// "--", which CLI11 2.1 would put in another order.
struct Words {
  std::vector<std::string> front;  // without the command's own name
  std::vector<std::string> behind;
  bool cut = false;
};

Words split(int argc, char** argv) {
  Words words;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (words.cut) {
      words.behind.push_back(word);
    } else if (word == "--") {
      words.cut = true;
    } else {
      words.front.push_back(word);
    }
  }
  return words;
}

// The words that CLI11 left over are the program's, but for a token.
void take_program(const CLI::App* command, const Words& all, std::string* token,
                  Subject& subject) {
  std::vector<std::string> words = command->remaining();
  if (!words.empty() && words[0].size() > 1 && words[0][0] == '-') {
    throw CLI::ExtrasError(command->get_name(), {words[0]});
  }
  const std::size_t own = token != nullptr ? 1 : 0;
  if (all.cut && words.size() > own) words.push_back("--");
  words.insert(words.end(), all.behind.begin(), all.behind.end());
  if (words.size() < own) throw CLI::RequiredError("TOKEN");
  if (words.size() == own) throw CLI::RequiredError("PROGRAM");
  if (token != nullptr) *token = words[0];
  subject.arguments.assign(words.begin() + static_cast<long>(own), words.end());
}

RunOptions checked(const RunOptions& run) {
  if (!run.memoize.empty() && !run.only_memoized.empty()) {
    throw CLI::ValidationError("--memoize and --only-memoized",
                               "one of them only");
  }
  return run;
}

Options chosen(const CLI::App& app, const Words& words, RunOptions& run,
               ReplayOptions& replay) {
  if (const CLI::App* command = app.get_subcommand("run"); *command) {
    take_program(command, words, nullptr, run.subject);
    return checked(run);
  }
  take_program(app.get_subcommand("replay"), words, &replay.token,
               replay.subject);
  return replay;
}

}  // namespace

Options parse_options(int argc, char** argv) {
  RunOptions run;
  ReplayOptions replay;
  ShowOptions show;
  HtmlOptions html;
  CLI::App app{
      "Explores the schedules of a program with threads: finds races,\n"
      "deadlocks and lost wake-ups, and shows how they come about.",
      "interleave"};
  describe(app);
  add_run(app, run);
  add_replay(app, replay);
  add_show(app, show, html);
  for (CLI::App* command : app.get_subcommands({})) command->group("Commands");
  try {
    const Words words = split(argc, argv);
    // CLI11 takes them from the back.
    app.parse(
        std::vector<std::string>(words.front.rbegin(), words.front.rend()));
    if (*app.get_subcommand("show")) return show;
    if (*app.get_subcommand("html")) return html;
    return chosen(app, words, run, replay);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
}

}  // namespace interleave
