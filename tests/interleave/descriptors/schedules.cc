#include "tests/interleave/descriptors/schedules.hh"

namespace interleave {
namespace {

ProgramOptions options_for(const std::string& program) {
  ProgramOptions options;
  options.arguments = {std::string(PROGRAMS) + "/interleave-sockets-" +
                       program};
  return options;
}

Schedule schedule_of(std::uint64_t seed) {
  Schedule schedule;
  if (seed != 0) schedule.policy = Policy::kRandom;
  schedule.seed = seed;
  return schedule;
}

}  // namespace

Script& Script::add(ClientAction action, const std::string& text) {
  ClientCommand command = {};
  command.action = action;
  const std::size_t known = client_.text.find(text);  // room is limited
  if (known == std::string::npos) client_.text += text;
  command.offset = static_cast<std::uint32_t>(
      known == std::string::npos ? client_.text.size() - text.size() : known);
  command.length = static_cast<std::uint32_t>(text.size());
  command.line = static_cast<std::uint32_t>(client_.commands.size() + 1);
  client_.commands.push_back(command);
  return *this;
}

Result explore(const std::string& program,
               const std::vector<ScriptedClient>& clients, int schedules,
               const std::string& argument) {
  ProgramOptions options = options_for(program);
  options.clients = clients;
  if (!argument.empty()) options.arguments.push_back(argument);
  Program explored(std::move(options));
  Result result;
  for (int i = 0; i < schedules; ++i) {
    const Run run =
        explored.execute(schedule_of(static_cast<std::uint64_t>(i)));
    if (explored.hang()) {
      ++result.texts["hang: " + explored.hang()->where];
      ++result.endings[Ending::kRunning];
      continue;
    }
    ++result.endings[run.outcome->ending];
    result.value = run.outcome->value;
    const std::string text = run.outcome->text;
    if (!text.empty()) ++result.texts[text];
  }
  return result;
}

bool always(const Result& result, Ending ending) {
  return result.endings.size() == 1 && result.endings.count(ending) == 1;
}

std::string describe(const Result& result) {
  std::string text;
  for (const auto& [ending, count] : result.endings) {
    text += "ending " + std::to_string(static_cast<int>(ending)) + ": " +
            std::to_string(count) + " schedules\n";
  }
  for (const auto& [words, count] : result.texts) text += words + "\n";
  return text;
}

void run_once(const std::string& program,
              const std::function<void(const Run&)>& look, std::uint64_t seed) {
  Program explored(options_for(program));
  look(explored.execute(schedule_of(seed)));
}

}  // namespace interleave
