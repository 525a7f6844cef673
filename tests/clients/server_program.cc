#include "tests/clients/server_program.hh"

#include <stdexcept>

namespace clients {

ServerProgram::ServerProgram(const std::string& name)
    : program_({name, "--log-level", "error", "0"}, input_.read_end.get(),
               output_.write_end.get(), errors_.write_end.get()) {
  output_.write_end.reset();
  std::string line;
  const std::string word = "listening ";
  if (!read_until(output_.read_end.get(), "\n", line) ||
      line.rfind(word, 0) != 0) {
    throw std::runtime_error(name + " does not listen: " + line);
  }
  port_ = line.substr(word.size(), line.find('\n') - word.size());
}

}  // namespace clients
