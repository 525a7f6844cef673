// Stopped: the server's family stands still (SIGSTOP) while this object lives.
//
// What a client does meanwhile reaches the server at once when it goes on: so
// "data and end of file together" is certain, and not a matter of luck.
#ifndef LABS_CONFORMANCE_STOPPED_HH
#define LABS_CONFORMANCE_STOPPED_HH

#include <csignal>
#include <vector>

#include "labs/conformance/facts.hh"

namespace conformance {

class Stopped {
 public:
  /// Stops `pids` of the server and waits until they are.
  Stopped(const Endpoint& server, std::vector<pid_t> pids)
      : server_(server), pids_(std::move(pids)) {
    for (const pid_t pid : pids_) server_.observer.signal(pid, SIGSTOP);
    for (const pid_t pid : pids_) {
      await(server_, "a server that can be stopped", [this, pid] {
        // Its other threads stop later than the one that stands for all.
        const auto tasks = server_.observer.tasks(pid);
        return std::all_of(tasks.begin(), tasks.end(), [](const Task& task) {
          return task.state == 'T' || task.state == 'Z';
        });
      });
    }
  }
  explicit Stopped(const Endpoint& server) : Stopped(server, family(server)) {}

  Stopped(const Stopped&) = delete;
  Stopped& operator=(const Stopped&) = delete;
  ~Stopped() {
    for (const pid_t pid : pids_) server_.observer.signal(pid, SIGCONT);
  }

 private:
  const Endpoint& server_;
  const std::vector<pid_t> pids_;
};

}  // namespace conformance

#endif
