#include "tests/bench/statcompare/options.hh"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace statcompare {
namespace {

constexpr int kUsageError = 2;
constexpr std::size_t kFewestSets = 2;
constexpr std::size_t kMostSets = 26;  // A to Z
constexpr std::size_t kLastColumn = 1'000'000;

void describe(CLI::App& app) {
  app.footer(
      "A file holds numbers, one a line, or several in columns that spaces or\n"
      "tabs separate; # begins a comment. - is standard input. Any line that\n"
      "has no number where one is wanted is an error.\n\n"
      "\"No difference proven\" is not \"the same\": more numbers may prove "
      "one.\n"
      "Of 20 comparisons of equal things at 95 %, one finds a difference.\n\n"
      "Examples:\n"
      "  statcompare before.txt after.txt\n"
      "  statcompare --column 3 --confidence 99.5 a.dat b.dat c.dat\n"
      "  measure | statcompare before.txt -\n"
      "Exit status: 0 no difference proven; 1 a difference, of any set "
      "against\n"
      "the first; 2 wrong usage, a bad line, fewer than two numbers.");
  app.set_version_flag("--version", "statcompare (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(30);
  app.get_formatter()->label("REQUIRED", "");
  app.failure_message([](const CLI::App* self, const CLI::Error& error) {
    return self->get_name() + ": " + error.what() + " (see --help)\n";
  });
}

// Exactly the confidences that printed tables have.
std::string tabulated(const std::string& text) {
  for (const char* known : {"80", "90", "95", "98", "99", "99.5", "99.9"}) {
    if (text == known) return {};
  }
  return "'" + text + "' is none of 80 90 95 98 99 99.5 99.9";
}

void add_options(CLI::App& app, Options& options) {
  app.add_option("FILE", options.files,
                 "Two to 26 sets; the first is what the others\n"
                 "are compared with")
      ->type_name("");
  app.add_option("--column", options.column,
                 "Take the numbers from this column")
      ->check(CLI::Range(std::size_t{1}, kLastColumn).description(""))
      ->capture_default_str();
  app.add_option("--confidence", options.confidence,
                 "In percent: 80, 90, 95, 98, 99, 99.5 or 99.9")
      ->check(CLI::Validator(tabulated, ""))
      ->capture_default_str();
  app.add_flag("--welch", options.welch,
               "Welch's t instead of Student's where one\n"
               "deviation is more than twice the other");
}

std::string objection_to(const std::vector<std::string>& files) {
  if (files.size() < kFewestSets) return "two sets or more are needed";
  if (files.size() > kMostSets) return "at most 26 sets can be compared";
  if (std::count(files.begin(), files.end(), "-") > 1) {
    return "standard input can be read only once";
  }
  return {};
}

}  // namespace

std::variant<Options, ExitStatus> parse(int argc, char** argv) {
  Options options;
  CLI::App app{"Says whether sets of measurements differ, by Student's t test",
               "statcompare"};
  describe(app);
  add_options(app, options);
  try {
    app.parse(argc, argv);
    const std::string objection = objection_to(options.files);
    if (!objection.empty()) throw CLI::ValidationError(objection);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
  return options;
}

}  // namespace statcompare
