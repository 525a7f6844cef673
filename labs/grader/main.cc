// grade: finds the grader of a lab and runs it, on one submission or on those
// of a whole class.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "labs/grader/class/class_grading.hh"
#include "labs/grader/class/lab_graders.hh"
#include "labs/grader/sandbox/arguments.hh"

namespace {

constexpr int kNoVerdict = 2;

struct Options {
  bool list = false;
  std::string lab;
  std::string all;
  std::string results;
  int jobs = 1;
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("LAB", options.lab, "Name of the lab")->type_name("");
  app.add_flag("--list", options.list, "Print the labs");
  app.add_option("--all", options.all,
                 "Grade a class: every entry of this folder is\na submission")
      ->type_name("DIR");
  app.add_option("--results", options.results,
                 "With --all: where the results go [DIR-results]")
      ->type_name("DIR");
  app.add_option("--jobs", options.jobs, "With --all: gradings at a time")
      ->type_name("N")
      ->check(CLI::Range(1, 1000).description(""))
      ->capture_default_str();
  app.allow_extras();  // the submission, and options of the lab's grader
}

std::string failure_line(const CLI::App* app, const CLI::Error& error) {
  return app->get_name() + ": " + error.what() + " (see --help)\n";
}

[[noreturn]] void replace_by(const std::string& program,
                             std::vector<std::string> words) {
  ::execv(program.c_str(), grader::argument_pointers(words).data());
  throw std::system_error(errno, std::generic_category(), program);
}

int run(const Options& options, const std::vector<std::string>& extras) {
  const auto graders = grader::lab_graders();
  if (options.list) {
    grader::print_labs(graders);
    return 0;
  }
  const auto found = graders.find(options.lab);
  if (found == graders.end()) {
    throw std::runtime_error(options.lab.empty()
                                 ? "which lab? (see --list)"
                                 : "no lab '" + options.lab + "' (see --list)");
  }
  if (!options.all.empty()) {
    const std::string results =
        options.results.empty() ? options.all + "-results" : options.results;
    return grader::grade_class({.grader = found->second,
                                .submissions = options.all,
                                .results = results,
                                .jobs = options.jobs,
                                .arguments = extras});
  }
  std::vector<std::string> words = {found->second};
  std::copy_if(extras.begin(), extras.end(), std::back_inserter(words),
               [](const std::string& word) { return word != "--"; });
  replace_by(found->second, words);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{
      "Grades submissions of the labs:\n\n"
      "  grade LAB SUBMISSION   a file, a folder or an archive (tar, zip)\n"
      "  grade LAB --all DIR    those of a class\n",
      "grade"};
  app.footer(
      "Further options are those of the lab's grader: grade LAB -- "
      "--help.\nExit status: 0 full marks, 1 points lost, 2 no verdict; "
      "with --all: 0 all graded,\n2 some without a verdict.\n\n"
      "Try it: grade --list   then: grade fork my-folder");
  app.set_version_flag("--version", "grade (echolab) " ECHOLAB_VERSION);
  app.get_formatter()->column_width(27);
  app.failure_message(failure_line);
  add_options(app, options);
  try {
    app.parse(argc, argv);
    return run(options, app.remaining());
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kNoVerdict;
  } catch (const std::exception& error) {
    std::cerr << "grade: " << error.what() << '\n';
    return kNoVerdict;
  }
}
