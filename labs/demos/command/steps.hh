// The steps of a demo: what it does as it is, a schedule that fails, the cure.
//
// Each says on the page what it shows, and returns whether it was seen. `runs`
// is how often a program is run natively, whatever time it takes; 0: as often
// as the demo says, or for a few seconds.
//
// Errors: std::system_error, std::runtime_error.
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_STEPS_HH
#define LABS_DEMOS_COMMAND_STEPS_HH

#include "labs/demos/command/catalogue.hh"
#include "labs/demos/command/page.hh"

namespace demos {

/// The program itself, many times, and where it is stuck if the demo asks for
/// it. Luck need not show anything, unless there is no explorer to do so.
bool show_native(const Demo& demo, const Places& places, int runs, Page& page);

/// The shortest schedule that fails, as a timeline; or why there is none.
bool show_explored(const Demo& demo, const Places& places, Page& page);

/// Each of the cures: what is different, natively and explored.
bool show_fixed(const Demo& demo, const Places& places, int runs, Page& page);

/// The code of all its programs, the lines numbered.
void show_source(const Demo& demo, const Places& places, Page& page);

}  // namespace demos

#endif
