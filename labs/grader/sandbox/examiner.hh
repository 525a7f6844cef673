// Examiner: does a commission, in a box that others have made.
#ifndef LABS_GRADER_SANDBOX_EXAMINER_HH
#define LABS_GRADER_SANDBOX_EXAMINER_HH

#include <span>
#include <string>

#include "labs/grader/sandbox/orders.hh"

namespace grader {

/// The job by which make_sandbox() finds out whether a box works: may it
/// write files, use the loopback interface, watch a process?
inline constexpr char kTrialJob[] = "try the box";

/// Nobody but root may read or trace this process from here on.
void become_unreadable();

/// Lays out the files below `folder`, does the job and reports to kReportFd.
/// REQUIRES: this is a process of its own, whose caller has no more to do.
[[noreturn]] void examine(const Orders& orders, const std::string& folder,
                          std::span<const Job> jobs);

}  // namespace grader

#endif
