// A client program run as a user runs it: arguments, input, output, status.
#ifndef TESTS_CLIENTS_PROGRAM_HH
#define TESTS_CLIENTS_PROGRAM_HH

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "csapp/descriptor.hh"

namespace clients {

/// Far longer than anything here takes, on a machine that is busy as well.
constexpr std::chrono::seconds kDeadline(60);

/// A program of the build folder; killed when it is still there at the end.
class Program {
 public:
  /// Starts `arguments` with these three descriptors, which are borrowed.
  Program(const std::vector<std::string>& arguments, int input, int output,
          int errors);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Blocks until it exits, at most until the deadline. The exit status, -1
  /// when it was ended by a signal, -2 when it had to be killed here.
  int wait();

 private:
  pid_t pid_ = -1;
};

struct Pipe {
  Pipe();
  csapp::Descriptor read_end;
  csapp::Descriptor write_end;
};

struct Outcome {
  int status;  // as Program::wait
  std::string output;
  std::string errors;
};

/// Runs a program to its end, `input` on its standard input.
Outcome run(const std::vector<std::string>& arguments,
            std::string_view input = {});

/// Appends what `fd` has to say to `text` until `enough` is part of it. False
/// at the end of file or the deadline.
bool read_until(int fd, std::string_view enough, std::string& text);

}  // namespace clients

#endif
