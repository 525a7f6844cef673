// Commission: a piece of work that is done inside a box by an examiner.
//
// The examiner is the grader's own executable, started again inside the box
// with no file of the grader in sight: it runs one job, which may start the
// student's programs (sandbox/student_program.hh), watches them as their
// parent, and reports. It is not dumpable, so that they can neither read nor
// trace it; where the box has its own process ids it is number 1, which they
// cannot kill either. Nothing they print is part of the report.
//
//   grader  --commission-->  examiner (in the box)  --fork-->  the student's
//           <---report-----
//
// Model:  one examiner a box, one box a commission; boxes share nothing.
// Thread: run() from any; the examiner has one thread.
#ifndef LABS_GRADER_SANDBOX_COMMISSION_HH
#define LABS_GRADER_SANDBOX_COMMISSION_HH

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "labs/grader/sandbox/limits.hh"

namespace grader {

/// File contents by path, relative, without "..". In a box they are copies.
using Files = std::map<std::string, std::string>;

struct Commission {
  std::string job{};      // name of a Job
  std::string details{};  // for the job, in its own terms
  Files files{};          // laid out in the box's working folder before the job
  Limits limits{};
};

struct Report {
  std::string text{};  // for the grader, in the job's own terms
  Files files{};       // what the job hands out
};

/// What an examiner can do. `body` runs inside the box with the files of the
/// commission in the current folder, which is writable; it may throw
/// std::exception, which is a fault of the platform.
struct Job {
  std::string_view name;
  std::function<Report(const Commission& commission)> body;
};

enum class Ending {
  kReported,
  kTimedOut,  // Limits::wall
  kDied,      // the examiner was killed: nobody but the submission does that
  kFault,     // of the platform: the box could not be made
};

struct Return {
  Ending ending = Ending::kFault;
  Report report{};
  std::string explanation{};  // unless reported
};

}  // namespace grader

#endif
