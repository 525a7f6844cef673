// Catalogue: what demos there are, from demos.json, and where their files lie.
//
//   {"group": "lost update", "name": "lost_update", "title": "…",
//    "runs": 100,                    natively, at most
//    "arguments": ["5"],             of the program, natively
//    "explored": ["1"],              of the program, explored
//    "options": ["--bound", "3"],    of the explorer
//    "unexplored": "it forks",       why the explorer is not used; then
//    "shows": "(stuck)",             how the outcome of its bug begins
//    "cures": ["lost_update_fixed"], what else than <name>_fixed; []: there
//                                    is no bug, but a table
//    "instead": "name_simulated",    where no real-time priorities are allowed
//    "calls": "accept4,read",        system calls worth a timeline
//    "backtrace": true,              shows where it is stuck
//    "optimised": {"function": "add(void*)", "levels": ["-O0", "-O2"]},
//    "plot": {"x": "…", "y": "…", "style": "points", "log": true, "settings":
//             [{"label": "…", "program": "…", "cpu": true}]}}
//
// Each program is <program>.cc or .c, in the folder of sources.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_CATALOGUE_HH
#define LABS_DEMOS_COMMAND_CATALOGUE_HH

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demos {

using Words = std::vector<std::string>;

/// One program's share of a plot: a panel.
struct Setting {
  std::string label;
  std::string program;
  bool on_one_cpu = false;
};

struct Plot {
  std::string x, y;   // the axes' labels
  std::string style;  // "points" or "impulses"
  bool is_log = false;
  std::vector<Setting> settings;
};

struct Optimised {
  std::string function;  // whose instructions are shown
  Words levels;          // "-O0" is the program itself
};

struct Demo {
  std::string group;
  std::string name;
  std::string title;
  int runs = 1;
  Words arguments{};
  Words explored{};
  Words options{};
  std::string unexplored{};
  std::string shows{};
  Words cures{};
  std::string instead{};
  std::string calls{};
  bool has_backtrace = false;
  std::optional<Optimised> optimised{};
  std::optional<Plot> plot{};
};

/// Found relative to the executable, in a build and in an install tree alike.
struct Places {
  std::string interleave;  // the program
  std::string programs;    // the folder of <name>, <name>_fixed, …-explored
  std::string sources;     // the folder of demos.json and the sources
};

/// Errors: std::system_error, without /proc.
[[nodiscard]] Places find_places();

/// In the order of the file, group by group.
/// Errors: std::runtime_error, which says what is wrong with the file.
[[nodiscard]] std::vector<Demo> read_catalogue(const Places& places);

/// nullptr: there is none of that name.
[[nodiscard]] const Demo* find_demo(const std::vector<Demo>& demos,
                                    std::string_view name);

/// The path of <program>.cc or .c.
/// Errors: std::runtime_error.
[[nodiscard]] std::string source_path(const Places& places,
                                      const std::string& program);

/// How `program` is run natively, with the demo's arguments.
[[nodiscard]] Words command_of(const Demo& demo, const std::string& program,
                               const Places& places);

}  // namespace demos

#endif
