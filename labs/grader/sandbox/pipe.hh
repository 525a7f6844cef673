// Pipe: both ends of a pipe, as owners.
#ifndef LABS_GRADER_SANDBOX_PIPE_HH
#define LABS_GRADER_SANDBOX_PIPE_HH

#include <fcntl.h>
#include <unistd.h>

#include "csapp/descriptor.hh"

namespace grader {

struct Pipe {
  csapp::Descriptor read_end;
  csapp::Descriptor write_end;
};

/// Both ends are closed on exec.
/// Thread: any.
/// Errors: std::system_error.
inline Pipe make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0) csapp::throw_errno("pipe2");
  return {csapp::Descriptor(ends[0]), csapp::Descriptor(ends[1])};
}

}  // namespace grader

#endif
