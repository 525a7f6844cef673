// Priorities: whether real-time ones may be used here, or are simulated.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_PRIORITIES_HH
#define LABS_DEMOS_COMMAND_PRIORITIES_HH

#include "labs/demos/command/catalogue.hh"

namespace demos {

/// Makes of a demo that needs real-time priorities its simulated twin, where
/// they are not allowed; returns whether it did.
[[nodiscard]] bool replace_by_simulation(Demo& demo);

}  // namespace demos

#endif
