// What run and replay share: the program with its clients, ready to be run,
// and the document of a run.
//
// Thread: one at a time.
#pragma once

#include <string>
#include <vector>

#include "labs/interleave/client_script.hh"
#include "labs/interleave/options.hh"
#include "labs/interleave/report/document.hh"
#include "labs/interleave/runner.hh"

namespace interleave {

// Wrong usage that only shows when files are looked at: what() is one line.
class BadUsage : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Session {
 public:
  // Reads the clients' scripts, unless they are given. Errors: throws
  // BadScript.
  explicit Session(const Subject& subject);
  Session(const Subject& subject, std::vector<ClientScript> scripts);

  const std::string& program() const { return subject_.arguments.front(); }
  const Subject& subject() const { return subject_; }
  std::uint32_t flags() const;  // PlanFlags of every schedule

  // Errors: making a runner throws CannotExplore.
  MakeRunner make_runner() const;

  // The token of a schedule with this run.
  std::string token(const Schedule& schedule, const Run& run) const;

  // With everything that does not depend on the run.
  TraceDocument blank_document() const;

 private:
  Subject subject_;
  std::vector<ClientScript> scripts_;
  std::vector<ScriptedClient> clients_;
};

// "-": standard output. Errors: throws std::system_error.
void write_file(const std::string& path, const std::string& text);
// Errors: throws std::system_error.
std::string read_file(const std::string& path);
// Errors: throws BadTrace with the path, or as read_file().
TraceDocument read_trace(const std::string& path);

}  // namespace interleave
