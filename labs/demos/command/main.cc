// The `demo` command: one lecture phenomenon, shown on demand.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "labs/demos/command/interruption.hh"
#include "labs/demos/command/looks.hh"
#include "labs/demos/command/menu.hh"
#include "labs/demos/command/priorities.hh"
#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/steps.hh"

namespace {

using demos::Demo;

struct Options {
  std::string name;
  bool list = false;
  bool native = false;
  bool explore = false;
  bool fixed = false;
  bool source = false;
  bool slow = false;
  int runs = 0;
  std::string html;
  std::string plot;
};

bool wants_colour() {
  const char* refused = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) != 0 && (refused == nullptr || !*refused);
}

/// One more view, if this machine has what it takes.
template <typename Look>
void show_if_possible(demos::Page& page, Look look) {
  try {
    look();
  } catch (const demos::ToolMissing& missing) {
    page.paragraph("(Not shown: " + std::string(missing.what()) + ".)");
  }
}

bool show_as_it_is(const Demo& demo, const demos::Places& places,
                   const Options& options, demos::Page& page) {
  const bool seen = show_native(demo, places, options.runs, page);
  if (!demo.calls.empty()) {
    show_if_possible(page, [&] { show_calls(demo, places, page); });
  }
  if (demo.optimised) {
    show_if_possible(page, [&] { show_optimised(demo, places, page); });
  }
  if (demo.plot) {
    show_if_possible(page, [&] { show_plot(demo, places, "", page); });
  }
  return seen;
}

/// Whether all that was to be seen was seen.
bool show_steps(const Demo& demo, const demos::Places& places,
                const Options& options, demos::Page& page) {
  if (options.source) {
    show_source(demo, places, page);
    return true;
  }
  if (!options.plot.empty()) {
    show_plot(demo, places, options.plot, page);
    return true;
  }
  const bool all = !options.native && !options.explore && !options.fixed;
  bool seen = true;
  if (all || options.native) seen &= show_as_it_is(demo, places, options, page);
  if (all || options.explore) seen &= show_explored(demo, places, page);
  if (all || options.fixed) {
    seen &= show_fixed(demo, places, options.runs, page);
  }
  return seen;
}

bool show(Demo demo, const demos::Places& places, const Options& options) {
  const demos::Interruptible interruptible;
  demos::Page page(wants_colour(), options.slow);
  page.title(demo.name + ": " + demo.title);
  if (demos::replace_by_simulation(demo)) {
    page.paragraph("Simulated: real-time priorities need CAP_SYS_NICE.");
  }
  const bool seen = show_steps(demo, places, options, page);
  demos::Interruptible::check();
  if (!options.html.empty()) {
    std::ofstream file(options.html);
    file << page.html();
    if (!file.flush()) throw std::runtime_error("cannot write " + options.html);
  }
  return seen;
}

/// Before anything is run: what could not be written in the end.
void check_files(const Demo& demo, const Options& options) {
  if (!options.plot.empty() && !demo.plot) {
    throw std::runtime_error(demo.name + " has no plot");
  }
  if (!options.plot.empty() && !options.plot.ends_with(".png") &&
      !options.plot.ends_with(".svg")) {
    throw std::runtime_error("a plot's file ends with .png or .svg, not " +
                             options.plot);
  }
  for (const std::string& file : {options.plot, options.html}) {
    if (!file.empty() && !std::ofstream(file, std::ios::app)) {
      throw std::runtime_error("cannot write " + file);
    }
  }
}

/// One after another, whatever becomes of each.
void show_chosen(const std::vector<Demo>& all, const demos::Places& places,
                 const Options& options) {
  demos::print_menu(all);
  while (const Demo* chosen = demos::choose(all)) {
    try {
      check_files(*chosen, options);
      if (!show(*chosen, places, options)) {
        std::cerr << "demo: " << chosen->name
                  << " did not show what it should\n";
      }
    } catch (const demos::Interrupted& interrupted) {
      if (interrupted.signal != SIGINT) throw;
      std::cerr << "\ndemo: interrupted\n";
    } catch (const std::exception& error) {
      std::cerr << "demo: " << error.what() << '\n';
    }
  }
}

int run(const Options& options) {
  const demos::Places places = demos::find_places();
  const auto all = demos::read_catalogue(places);
  if (options.list || (options.name.empty() && ::isatty(STDIN_FILENO) == 0)) {
    demos::print_list(all);
    return 0;
  }
  if (options.name.empty()) {
    show_chosen(all, places, options);
    return 0;
  }
  const Demo* demo = demos::find_demo(all, options.name);
  if (demo == nullptr) {
    std::cerr << "demo: there is no '" << options.name
              << "'; demo --list shows what there is\n";
    return 2;
  }
  check_files(*demo, options);
  if (show(*demo, places, options)) return 0;
  std::cerr << "demo: " << demo->name << " did not show what it should\n";
  return 1;
}

void add_options(CLI::App& app, Options& options) {
  app.add_option("NAME", options.name, "Which; --list shows all");
  app.add_flag("--list", options.list, "Print all demos, by group");
  auto* native = app.add_flag("--native", options.native,
                              "Only: the program as it is, many times");
  auto* explore = app.add_flag("--explore", options.explore,
                               "Only: the schedule that fails");
  auto* fixed = app.add_flag("--fixed", options.fixed, "Only: the cures");
  auto* source =
      app.add_flag("--source", options.source, "Only: all programs' code")
          ->excludes(native, explore, fixed);
  app.add_option("--plot", options.plot,
                 "Only: the plot, written to FILE, .png or .svg")
      ->type_name("FILE")
      ->excludes(native, explore, fixed, source);
  app.add_option("--runs", options.runs,
                 "Run each program so often, whatever time it takes")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  app.add_flag("--slow", options.slow,
               "Wait for Enter between the steps, and after each screenful");
  app.add_option("--html", options.html, "Write all of it as a page, too")
      ->type_name("FILE");
  app.set_version_flag("--version", "demo (echolab) " ECHOLAB_VERSION);
  app.footer(
      "\nExit status: 0 it was shown, 1 it was not, 2 wrong usage, or a demo "
      "could\nnot be run.");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Shows one phenomenon of concurrency: by luck, in many runs; by the\n"
      "explorer, in the shortest schedule that fails; and what cures it.\n"
      "Without NAME: a menu.");
  Options options;
  add_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return run(options);
  } catch (const demos::Interrupted& interrupted) {
    std::cerr << "demo: interrupted\n";
    return 128 + interrupted.signal;
  } catch (const std::exception& error) {
    std::cerr << "demo: " << error.what() << '\n';
    return 2;
  }
}
