#include "labs/grader/options.hh"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iomanip>
#include <iostream>

namespace grader {
namespace {

constexpr int kUsageError = 2;

struct Words {
  std::string platform = "terminal";
  std::string sandbox = "auto";
  bool tests = false;
};

std::vector<std::string> platform_names() {
  std::vector<std::string> names;
  for (const Emitter& emitter : emitters()) {
    names.emplace_back(emitter.platform);
  }
  return names;
}

std::vector<std::string> test_ids(const Rubric& rubric) {
  std::vector<std::string> ids;
  for (const RubricTest& test : rubric.tests) ids.push_back(test.id);
  return ids;
}

void add_tests(CLI::App& app, const Rubric& rubric, Options& options,
               Words& words) {
  app.add_option("SUBMISSION", options.submission,
                 "A file, a folder or an archive (tar, zip)")
      ->type_name("")
      ->capture_default_str();
  app.add_flag("--tests", words.tests, "Print the tests and their points");
  app.add_option("--only", options.grading.only,
                 "Run this test, and those it builds on")
      ->type_name("TEST")
      ->check(CLI::IsMember(test_ids(rubric)).description(""));
  app.add_option("--seed", options.grading.seed,
                 "Of everything random in the tests")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--stress", options.stress,
                 "Run each test N times; print failures out of N")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000).description(""));
}

void add_documents(CLI::App& app, Options& options, Words& words) {
  app.add_option("--platform", words.platform,
                 "Write the document of: terminal, json,\n"
                 "gradescope, autolab, classroom, prairielearn,\n"
                 "junit, tap")
      ->type_name("NAME")
      ->check(CLI::IsMember(platform_names()).description(""))
      ->capture_default_str();
  app.add_option("--output", options.output,
                 "Where to write it, - for standard output; by\n"
                 "default where the platform looks for it")
      ->type_name("FILE");
  app.add_option("--json", options.json,
                 "Write the result as JSON, too; - for standard\noutput")
      ->type_name("FILE");
}

void add_sandbox(CLI::App& app, Words& words) {
  app.add_option("--sandbox", words.sandbox,
                 "How to confine the submission: auto (the\n"
                 "strictest that works), namespaces, uid,\n"
                 "unconfined")
      ->type_name("KIND")
      ->check(CLI::IsMember({"auto", "namespaces", "uid", "unconfined"})
                  .description(""))
      ->capture_default_str();
}

// The first line is the lab's in `grade --list`.
void print_tests(const Rubric& rubric) {
  std::cout << std::left << std::setw(12) << rubric.lab << std::right
            << std::setw(4) << rubric.points() << " points  " << rubric.title
            << '\n';
  for (const RubricTest& test : rubric.tests) {
    std::cout << std::setw(5) << test.points << "  " << std::left
              << std::setw(24) << test.id << std::right << test.title << '\n';
  }
}

std::string failure_line(const CLI::App* app, const CLI::Error& error) {
  return app->get_name() + ": " + error.what() + " (see --help)\n";
}

}  // namespace

std::variant<Options, ExitStatus> parse_options(const Rubric& rubric, int argc,
                                                char** argv) {
  Options options;
  Words words;
  const std::string program = std::filesystem::path(argv[0]).filename();
  CLI::App app{"Grades the lab '" + rubric.lab + "': " + rubric.title + ".",
               program};
  app.footer(
      "What a test runs is confined; its verdict is made outside.\n"
      "Exit status: 0 full marks, 1 points lost, 2 no verdict (wrong "
      "usage, or a\nfault of this machine).\n\n"
      "Try it: " +
      program + " .   then: " + program + " . --only TEST");
  app.set_version_flag("--version", program + " (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(27);
  app.failure_message(failure_line);
  add_tests(app, rubric, options, words);
  add_documents(app, options, words);
  add_sandbox(app, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitStatus{app.exit(error) == 0 ? 0 : kUsageError};
  }
  if (words.tests) {
    print_tests(rubric);
    return ExitStatus{0};
  }
  options.platform = find_emitter(words.platform);
  options.confinement = confinement_named(words.sandbox);
  return options;
}

}  // namespace grader
