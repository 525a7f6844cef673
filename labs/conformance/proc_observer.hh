// ProcObserver: the facts of a child process of ours, from /proc.
//
// Needs what a parent has: the right to trace the child (same user), the same
// process and network namespaces.
#ifndef LABS_CONFORMANCE_PROC_OBSERVER_HH
#define LABS_CONFORMANCE_PROC_OBSERVER_HH

#include "labs/conformance/observer.hh"

namespace conformance {

class ProcObserver : public Observer {
 public:
  /// `server` is a child of the calling process; somebody else reaps it.
  explicit ProcObserver(pid_t server) : server_(server) {}

  std::optional<Process> process(pid_t pid) override;
  std::vector<Process> children(pid_t pid) override;
  std::vector<Task> tasks(pid_t pid) override;
  std::vector<OpenDescriptor> descriptors(pid_t pid) override;
  Usage usage(pid_t pid) override;
  std::size_t mappings(pid_t pid) override;
  std::vector<Socket> listeners() override;
  std::optional<Socket> connection(const std::string& host, std::uint16_t port,
                                   std::uint16_t peer_port) override;
  std::optional<int> wait_status() override;
  void signal(pid_t pid, int number) override;
  rlim_t limit_descriptors(pid_t pid, rlim_t soft) override;

 private:
  const pid_t server_;
};

}  // namespace conformance

#endif
