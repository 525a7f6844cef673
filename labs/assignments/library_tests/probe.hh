// Probe: a program that is linked with the student's functions, calls them as
// it is told, and tells what they did; observed as it does so.
//
//   examiner                                  ./probe --grader CALLS...
//      |  a byte: go  ------------------------->  descriptor 3
//      |  <-----------------  descriptor 3: a line for each call
//      |  data under test  <----------------->  descriptors 4, 5, ...
//      '- its tracer: faults, and the log of its system calls
//
// What the lines should say depends on data that only reach the program through
// the descriptors under test: to make them up is to solve the lab. What the
// student's code prints is on 1 and 2 and counts for nothing.
//
// It stands still at its next system call while nobody runs it.
//
// Fails:  std::system_error: no program can be started, or traced.
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_LIBRARY_TESTS_PROBE_HH
#define LABS_ASSIGNMENTS_LIBRARY_TESTS_PROBE_HH

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "csapp/descriptor.hh"
#include "labs/assignments/library_tests/injector.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/tracer.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace library_tests {

/// How a run has come to its end.
enum class Halt {
  kReached,   // what was waited for is a fact
  kEnded,     // the program has: wait_status()
  kBusy,      // more system calls, or more told, than any solution needs
  kHides,     // it has made itself untraceable
  kTimedOut,  // none of it within twenty seconds
};

struct ProbeStart {
  std::vector<std::string> calls{};  // the program's arguments
  std::string input{};               // on its stdin
  std::vector<int> under_test{};     // become its descriptors 4, 5, ...
  std::vector<Fault> faults{};
  std::vector<std::uint16_t> connects_to{};  // as of grader::Launch
  grader::Limits limits{};  // but for the processor time: that is a second
};

class Probe {
 public:
  /// Starts ./probe of the current folder, up to where it waits for its go.
  /// The caller closes its copies of the descriptors under test.
  explicit Probe(const ProbeStart& start);

  /// Lets the program run until `fact`, which is looked at again and again, or
  /// its end. One that has used up its processor time has ended by SIGXCPU.
  [[nodiscard]] Halt run(const std::function<bool()>& fact);

  /// The lines that it has told up to now.
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

  /// The call that it sleeps in, and will for ever unless somebody else does
  /// something. Not one about the descriptors 0 to 3: those are seen to.
  [[nodiscard]] std::optional<conformance::Task> waits_for_peer();

  [[nodiscard]] const Injector& injector() const { return injector_; }
  [[nodiscard]] pid_t pid() const { return program_.pid(); }

  /// As of waitpid(2), once it has ended.
  [[nodiscard]] std::optional<int> wait_status();

  /// Ends it; what the student's code has printed.
  [[nodiscard]] std::string finish();

 private:
  struct Channel {
    csapp::Descriptor ours;
    csapp::Descriptor theirs;
  };
  static Channel make_channel();
  Probe(const ProbeStart& start, Channel channel);

  bool advance();     // past the stop that it stands at, if it does
  bool take_lines();  // whether it has told anything more

  csapp::Descriptor channel_;  // to its descriptor 3; does not block
  Injector injector_;
  grader::StudentProgram program_;
  conformance::ProcObserver observer_;
  std::optional<conformance::Tracer> tracer_;  // none: it has ended before
  bool has_begun_ = false;
  std::size_t told_ = 0;  // bytes
  std::string begun_;     // a line of which the end has not come yet
  std::vector<std::string> lines_;
};

}  // namespace library_tests

#endif
