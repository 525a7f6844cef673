// The steps of a demo: luck, a schedule that fails, and the cure.
//
// Each says on the page what it shows, and returns whether it was seen.
// Errors: std::system_error, std::runtime_error.
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_STEPS_HH
#define LABS_DEMOS_COMMAND_STEPS_HH

#include "labs/demos/command/catalogue.hh"
#include "labs/demos/command/page.hh"

namespace demos {

/// The program itself, many times. Luck need not show anything.
bool show_native(const Demo& demo, const Places& places, Page& page);

/// The shortest schedule that fails, as a timeline.
bool show_explored(const Demo& demo, const Places& places, Page& page);

/// <name>_fixed: what is different, natively and explored.
bool show_fixed(const Demo& demo, const Places& places, Page& page);

/// The source of `program`, its lines numbered.
void show_source(const std::string& program, const Places& places, Page& page);

}  // namespace demos

#endif
