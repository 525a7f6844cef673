// Optimiser: one program at several levels of optimisation, side by side.
//
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_OPTIMISER_HH
#define LABS_DEMOS_COMMAND_OPTIMISER_HH

#include <string>

#include "labs/demos/command/catalogue.hh"

namespace demos {

/// How often each fails, and the instructions of the function in question, a
/// column for each level, in 80 columns.
/// Errors: std::system_error; std::runtime_error without objdump.
[[nodiscard]] std::string compare_levels(const Demo& demo,
                                         const Places& places);

/// What `objdump -d` printed of one function, made short: no addresses, names
/// for what lies in memory.
[[nodiscard]] Words instructions_of(const std::string& printed);

}  // namespace demos

#endif
