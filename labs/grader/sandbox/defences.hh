// Defences: what stops a submission that attacks its grader, each by a name.
//
// A grader has all of them, always: there is_on() is the constant true of
// defences.cc. The test graders of tests/grader/hostile link an is_on() of
// their own, which denies one, and show that some program then gets through.
//
// Thread: any.
#ifndef LABS_GRADER_SANDBOX_DEFENCES_HH
#define LABS_GRADER_SANDBOX_DEFENCES_HH

namespace grader {

enum class Defence {
  kUnreadableExaminer,  // nobody opens or traces keeper and examiner
  kClosedDescriptors,   // a program gets none of the examiner's
  kLimitsOfOthers,      // nobody changes the examiner's limits
  kHiddenFiles,         // of the machine only its system is shown
  kNoTools,             // where a program is examined there is no other one
  kEmptyEnvironment,    // nothing of the grader's variables
  kOwnNetwork,          // no connection leaves the box
  kOwnObjects,          // no System V object outlives the box
  kProcessesEnd,        // no process outlives the box
  kNoLinks,             // a submission is read through no link
  kNoWaiting,           // nor for somebody who writes it
  kPlainText,           // documents hold no bytes of a program's choice
  kEvidence,            // a status of 0 proves nothing
  kVisibleCode,         // no code hides from the explorer
  kSideBySide,          // an explored program is no simpler one
  kManyClients,         // as many as nobody serves by chance
  kDrawnNumbers,        // what is to be computed is not known before
};

[[nodiscard]] bool is_on(Defence defence);

}  // namespace grader

#endif
