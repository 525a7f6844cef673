// Menu: which demo, for a lecturer at the keyboard.
//
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_MENU_HH
#define LABS_DEMOS_COMMAND_MENU_HH

#include <vector>

#include "labs/demos/command/catalogue.hh"

namespace demos {

/// Prints all, numbered, by group.
void print_list(const std::vector<Demo>& demos);

/// Prints names and numbers alone, so that they fit on a screen of 24 rows.
void print_menu(const std::vector<Demo>& demos);

/// Reads a number, a name, or how it begins, from standard input, until it is
/// one; nullptr: "q", or the end of the input. An empty line prints the menu,
/// "l" the whole list.
[[nodiscard]] const Demo* choose(const std::vector<Demo>& demos);

}  // namespace demos

#endif
