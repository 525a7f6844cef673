// Trial: does this box do what examiners need? See kTrialJob.
#ifndef LABS_GRADER_SANDBOX_TRIAL_HH
#define LABS_GRADER_SANDBOX_TRIAL_HH

#include "labs/grader/sandbox/commission.hh"

namespace grader {

/// A job. Errors: std::runtime_error, with what does not work.
[[nodiscard]] Report try_the_box(const Commission& commission);

}  // namespace grader

#endif
