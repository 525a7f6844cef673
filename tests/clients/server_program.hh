// ServerProgram: one of the kit's servers, on a free port.
#ifndef TESTS_CLIENTS_SERVER_PROGRAM_HH
#define TESTS_CLIENTS_SERVER_PROGRAM_HH

#include <string>

#include "tests/clients/program.hh"

namespace clients {

/// Runs until it is destroyed.
class ServerProgram {
 public:
  /// Blocks until `name` listens. Errors: throws std::runtime_error.
  explicit ServerProgram(const std::string& name);

  [[nodiscard]] const std::string& port() const { return port_; }

 private:
  Pipe input_;
  Pipe output_;
  Pipe errors_;
  Program program_;
  std::string port_;
};

}  // namespace clients

#endif
