// Looks: a demo's program seen from other sides, each a step of its own.
//
// Each says on the page what it shows.
// Errors: std::system_error; std::runtime_error, without the tool it needs.
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_LOOKS_HH
#define LABS_DEMOS_COMMAND_LOOKS_HH

#include <string>

#include "labs/demos/command/catalogue.hh"
#include "labs/demos/command/page.hh"

namespace demos {

/// A timeline of the system calls of its processes.
/// REQUIRES: demo.calls is not empty.
void show_calls(const Demo& demo, const Places& places, Page& page);

/// The program at several levels of optimisation.
/// REQUIRES: demo.optimised.
void show_optimised(const Demo& demo, const Places& places, Page& page);

/// A panel for each setting; written to `file` as well, unless that is empty.
/// REQUIRES: demo.plot; `file` ends with .png or .svg.
void show_plot(const Demo& demo, const Places& places, const std::string& file,
               Page& page);

}  // namespace demos

#endif
