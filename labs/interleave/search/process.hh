// The process of an explored program: started with a channel, its address
// space laid out alike each time, its output out of the way.
//
// Thread: one at a time. The process is killed with the object.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace interleave {

class Process {
 public:
  // Starts the program, which takes the shared memory's descriptor `channel`
  // and stops at main's entry. Errors: throws std::system_error.
  Process(const std::vector<std::string>& arguments, int channel, int cpu,
          bool show_output);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Reaps it if it has ended; the wait status then.
  bool has_ended(int* status);
  // Processor time used so far. 0 if it has ended.
  double cpu_seconds() const;
  // What it waits for in the kernel, as in "read(2)"; empty: nothing.
  std::string blocking_call() const;

 private:
  pid_t pid_ = -1;
};

}  // namespace interleave
