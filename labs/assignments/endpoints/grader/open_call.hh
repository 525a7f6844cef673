// OpenCall: one call of open_clientfd or open_listenfd by the probe, which then
// stands still, so that there is time to look at what it has open.
//
// Fails:  Unmet, if the function does not return at all.
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_OPEN_CALL_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_OPEN_CALL_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "labs/assignments/endpoints/grader/scene.hh"
#include "labs/assignments/library_tests/injector.hh"
#include "labs/assignments/library_tests/probe.hh"
#include "labs/conformance/proc_observer.hh"

namespace endpoints {

struct Circumstances {
  std::vector<std::uint16_t> ports{};  // to which it may connect
  std::vector<library_tests::Fault> faults{};
};

class OpenCall {
 public:
  /// Has it called, and waits until it has returned.
  OpenCall(Scene& scene, const std::vector<std::string>& call,
           Circumstances circumstances = {});
  ~OpenCall();
  OpenCall(const OpenCall&) = delete;
  OpenCall& operator=(const OpenCall&) = delete;

  /// "open_clientfd -> -1 ECONNREFUSED"
  [[nodiscard]] const std::string& told() const { return told_; }
  [[nodiscard]] int result() const { return result_; }
  [[nodiscard]] pid_t pid() const { return probe_.pid(); }

  /// Throws Unmet unless it told this of its result: "-1 ECONNREFUSED".
  void require_result(std::string_view wanted) const;
  /// Throws Unmet unless it returned a descriptor, for `what`.
  void require_descriptor(std::string_view what) const;
  /// Throws Unmet unless it has asked the kernel for a stream of that family.
  void require_asked_for(int family) const;
  /// Throws Unmet if descriptors are open that it has not returned.
  void require_nothing_else_open();
  /// Throws Unmet unless all lists of getaddrinfo have been freed.
  void require_lists_freed() const;
  /// Ends the program. Throws Unmet unless it has printed the `reason`.
  void require_reason(std::string_view reason);

  /// The socket behind its result: "socket:[4711]"; empty: there is none.
  [[nodiscard]] std::string socket();

 private:
  void finish();

  Scene& scene_;
  library_tests::Probe probe_;
  conformance::ProcObserver observer_;
  std::string told_;
  int result_ = -1;
  bool finished_ = false;
};

/// The name of a socket in /proc, by its inode.
[[nodiscard]] std::string socket_name(std::uint64_t inode);

}  // namespace endpoints

#endif
