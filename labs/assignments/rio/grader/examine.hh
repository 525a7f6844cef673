// The examination of the lab 'rio': a script, played to the student's probe.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_EXAMINE_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_EXAMINE_HH

#include "labs/assignments/rio/grader/script.hh"
#include "labs/grader/lab.hh"

namespace rio {

/// Runs ./probe of the current folder.
/// Errors: std::exception: a fault of the platform.
[[nodiscard]] grader::Finding play(const Script& script,
                                   const grader::Limits& limits);

/// Body of a grader::Job.
[[nodiscard]] grader::Report examine(const grader::Commission& commission);

}  // namespace rio

#endif
