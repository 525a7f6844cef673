#include "labs/interleave/report/outcome_words.hh"

#include <cstring>
#include <sstream>

#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

std::string text_of(const Outcome& outcome) {
  return plain_text({outcome.text, strnlen(outcome.text, sizeof outcome.text)});
}

std::string error_name(std::uint64_t number) {
  const char* name = strerrorname_np(static_cast<int>(number));
  return name == nullptr ? "error " + std::to_string(number) : name;
}

std::string signal_in_words(std::uint64_t number) {
  const char* name = sigabbrev_np(static_cast<int>(number));
  return name == nullptr ? "signal " + std::to_string(number)
                         : "signal SIG" + std::string(name);
}

std::string duration(std::uint64_t nanoseconds) {
  constexpr std::uint64_t kSecond = 1'000'000'000;
  if (nanoseconds % kSecond == 0)
    return std::to_string(nanoseconds / kSecond) + " s";
  if (nanoseconds % 1'000'000 == 0)
    return std::to_string(nanoseconds / 1'000'000) + " ms";
  if (nanoseconds % 1'000 == 0)
    return std::to_string(nanoseconds / 1'000) + " us";
  return std::to_string(nanoseconds) + " ns";
}

std::string descriptor_result(const Event& event) {
  const auto result = static_cast<std::int64_t>(event.value);
  return result < 0 ? error_name(event.extra) : std::to_string(result);
}

}  // namespace

std::string ending_in_words(const Outcome& outcome) {
  switch (outcome.ending) {
    case Ending::kRunning:
      return "still running";
    case Ending::kFinished:
      return "finished with exit status " + std::to_string(outcome.value);
    case Ending::kAssertion:
    case Ending::kMisuse:
    case Ending::kClientFailed:
      return text_of(outcome);
    case Ending::kCrash:
      return "ended by " + signal_in_words(outcome.value);
    case Ending::kUseAfterFree:
      return "a use of released memory";
    case Ending::kDoubleFree:
      return "memory was released twice";
    case Ending::kBadFree:
      return "what was released is no block";
    case Ending::kBadAccess:
      return "an access to memory that is not the program's";
    case Ending::kBlocked:
      return "no thread can go on";
    case Ending::kQuiet:
      return "only waits for clients, and all are done";
    case Ending::kStalled:
      return "goes on without getting anywhere";
    case Ending::kStepLimit:
      return "stopped at the step limit";
    case Ending::kUnsupported:
      return "not modelled: " + text_of(outcome);
    case Ending::kAsleep:
      return "the same as another schedule";
    case Ending::kDiverged:
      return "left the schedule that was asked for";
    case Ending::kNeedThreads:
      return "more threads than were prepared";
  }
  return {};
}

bool fails_by_itself(Ending ending) {
  return ending == Ending::kAssertion || ending == Ending::kCrash ||
         ending == Ending::kMisuse || ending == Ending::kUseAfterFree ||
         ending == Ending::kDoubleFree || ending == Ending::kBadFree ||
         ending == Ending::kBadAccess;
}

bool returns_error(Op op) {
  return (op >= Op::kMutexInit && op <= Op::kSpinUnlock) ||
         (op >= Op::kSemWait && op <= Op::kSemTimedWait) ||
         op == Op::kThreadJoin;
}

bool ends_a_wait(Op op) {
  return op == Op::kCondWake || op == Op::kFutexWoken || op == Op::kSleepDone;
}

std::string value_in_words(const Event& event, const ValueType& type) {
  const Op op = event.op;
  const std::string number = std::to_string(event.value);
  if (op == Op::kReadRange || op == Op::kWriteRange || op == Op::kFence)
    return {};
  if (is_memory(op)) return show_value(event.value, event.size, type);
  if (returns_error(op)) return event.value == 0 ? "" : error_name(event.value);
  if (op == Op::kSleep) return duration(event.extra);
  if (op >= Op::kSocket && op <= Op::kDescriptorOption)
    return descriptor_result(event);
  switch (op) {
    case Op::kReadClock:
      return duration(event.value);
    case Op::kFutexWait:
    case Op::kSemTryWait:
    case Op::kSemTimedWait:
      return event.value == 0 ? "" : error_name(event.value);
    case Op::kProcessExit:
    case Op::kCondSignal:
    case Op::kCondBroadcast:
    case Op::kFutexWake:
    case Op::kSemPost:
    case Op::kBarrierArrive:
    case Op::kOnceBegin:
      return number;
    default:
      return {};
  }
}

std::vector<unsigned> command_lines(const std::string& script) {
  std::vector<unsigned> numbers;
  std::istringstream stream(script);
  unsigned number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string::npos && line[first] != '#')
      numbers.push_back(number);
  }
  return numbers;
}

}  // namespace interleave
