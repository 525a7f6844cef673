// A program under exploration: its process, and the channel to it.
//
// Concurrency: execute() waits for the program; a Program belongs to one
// thread at a time. The process ends with the object.
// Source: runtime/protocol.hh.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "labs/interleave/search/run.hh"

namespace interleave {

struct ScriptedClient {
  std::string path;
  std::vector<ClientCommand> commands;  // offsets into `text`
  std::string text;
};

struct ProgramOptions {
  std::vector<std::string> arguments;  // the program first
  std::vector<ScriptedClient> clients;
  std::uint32_t flags = 0;  // PlanFlags of every schedule
  std::uint32_t step_limit = 100'000;
  std::uint32_t round_limit = 1'000;
  int cpu = -1;            // where tool and program run; -1: not pinned
  bool fork_each = false;  // a fresh copy of the process for every schedule
};

// The program cannot be explored at all: it is not there, was not built by
// `interleave cc`, speaks another protocol, or died before main.
class CannotExplore : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The program left the schedule by spinning or blocking where the runtime
// cannot see it.
struct Hang {
  std::string where;     // "blocked in read(2)", "spinning"
  bool blocked = false;  // in a system call that is not modelled
};

class Program {
 public:
  explicit Program(ProgramOptions options);  // Errors: throws CannotExplore
  ~Program();

  // Runs one schedule. The view lasts until the next call. After a hang the
  // process is replaced; `hang()` tells of the last schedule.
  Run execute(const Schedule& schedule);
  const std::optional<Hang>& hang() const;

  // Ends the process and starts it anew.
  void restart();

  const ProgramOptions& options() const;

 private:
  class Process;
  std::unique_ptr<Process> process_;
};

}  // namespace interleave
