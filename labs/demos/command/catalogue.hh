// Catalogue: what demos there are, from demos.json, and where their files lie.
//
//   {"group": "lost update", "name": "lost_update", "title": "…",
//    "runs": 100,                    natively, at most
//    "explored": ["1"],              arguments of the program when explored
//    "options": ["--bound", "3"]}    of the explorer
//
// Each has <name>.cc and <name>_fixed.cc, or .c, in the folder of sources.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_CATALOGUE_HH
#define LABS_DEMOS_COMMAND_CATALOGUE_HH

#include <string>
#include <string_view>
#include <vector>

namespace demos {

using Words = std::vector<std::string>;

struct Demo {
  std::string group;
  std::string name;
  std::string title;
  int runs = 0;
  Words explored{};
  Words options{};
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

/// The text of <program>.cc or .c.
/// Errors: std::runtime_error.
[[nodiscard]] std::string source_of(const Places& places,
                                    const std::string& program);

}  // namespace demos

#endif
