// Keeper: the process outside a box that has it made, and unmade.
//
// It waits for the examiner, for the grader to end the box (or to die), and
// for files to run over; then it ends whatever runs below it and removes the
// files. A student's program cannot reach it, unless unconfined.
#ifndef LABS_GRADER_SANDBOX_KEEPER_HH
#define LABS_GRADER_SANDBOX_KEEPER_HH

#include <span>

#include "labs/grader/sandbox/orders.hh"

namespace grader {

/// Exits with 0, if nothing of the box is left.
[[noreturn]] void keep_a_box(std::span<const Job> jobs);

}  // namespace grader

#endif
