// Runs the programs of this folder under many schedules, and collects how
// they ended.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "labs/interleave/search/program.hh"

namespace interleave {

// A client's script, line by line.
class Script {
 public:
  Script& connect() { return add(ClientAction::kConnect, ""); }
  Script& send(const std::string& text) {
    return add(ClientAction::kSend, text);
  }
  Script& expect(const std::string& text) {
    return add(ClientAction::kExpect, text);
  }
  Script& half_close() { return add(ClientAction::kHalfClose, ""); }
  Script& expect_eof() { return add(ClientAction::kExpectEof, ""); }
  Script& close() { return add(ClientAction::kClose, ""); }
  Script& reset() { return add(ClientAction::kReset, ""); }

  operator ScriptedClient() const { return client_; }

 private:
  Script& add(ClientAction action, const std::string& text);

  ScriptedClient client_;
};

struct Result {
  std::map<Ending, int> endings;     // and how many schedules had them
  std::map<std::string, int> texts;  // of those that have one
  std::uint64_t value = 0;           // of the last schedule
};

// The default schedule, then random ones.
Result explore(const std::string& program,
               const std::vector<ScriptedClient>& clients = {},
               int schedules = 60, const std::string& argument = "");

// Only this ending.
bool always(const Result& result, Ending ending);
std::string describe(const Result& result);

// One schedule; `look` gets its trace.
void run_once(const std::string& program,
              const std::function<void(const Run&)>& look,
              std::uint64_t seed = 0);

}  // namespace interleave
