#include "labs/interleave/nondeterminism.hh"

#include <algorithm>

namespace interleave {
namespace {

bool written_before(std::span<const Event> events, std::uint32_t step,
                    std::uint64_t object) {
  const auto before = events.first(step);
  return std::any_of(before.begin(), before.end(), [&](const Event& event) {
    return event.object == object && is_memory(event.op) &&
           !reads_only(event.op);
  });
}

// Of a step that was the same in both but for its value.
std::string cause_of_value(std::span<const Event> events, std::uint32_t step) {
  const Event& event = events[step];
  const std::string who = "thread " + std::to_string(event.thread) + " ";
  if (event.op >= Op::kSocket && event.op <= Op::kDescriptorOption) {
    return who + "got another result from outside the program, at step " +
           std::to_string(step);
  }
  if (event.op == Op::kReadClock) {
    return who + "read another time, at step " + std::to_string(step);
  }
  if (!is_memory(event.op)) {
    return who + "got another result at step " + std::to_string(step);
  }
  const std::string what =
      who + "read another value at step " + std::to_string(step) + ": ";
  if (!written_before(events, step, event.object)) {
    return what + "memory that nobody had written, uninitialised perhaps";
  }
  return what + "computed from a file, a process id, a random number or an " +
         "address, perhaps";
}

// Values that a program computes from one thing follow from it: the first one
// that differs is the nearest to the cause.
std::optional<std::uint32_t> first_other_value(std::span<const Event> one,
                                               std::span<const Event> other,
                                               std::uint32_t end) {
  for (std::uint32_t step = 0; step < end; ++step) {
    const bool reads = !is_memory(one[step].op) || reads_only(one[step].op);
    if (reads && one[step].value != other[step].value) return step;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Nondeterminism> compare(std::span<const Event> one,
                                      std::span<const Event> other) {
  const auto step = first_difference(one, other);
  if (!step) return std::nullopt;
  if (const auto value = first_other_value(one, other, *step)) {
    return Nondeterminism{*step, cause_of_value(one, *value)};
  }
  return Nondeterminism{
      *step,
      "it depends on something outside: a file, a process id, the order of "
      "addresses, or uninitialised memory, perhaps"};
}

std::optional<Nondeterminism> check_first_schedule(Runner& runner,
                                                   const Schedule& schedule) {
  const Recording first = record(runner.execute(schedule));
  if (runner.hang()) return std::nullopt;  // the search will tell
  if (auto found = compare(first.events, runner.execute(schedule).events)) {
    return found;
  }
  runner.restart();
  return compare(first.events, runner.execute(schedule).events);
}

std::string show(const Nondeterminism& difference) {
  return "two runs of one schedule differ from step " +
         std::to_string(difference.step) + " on: " + difference.cause;
}

}  // namespace interleave
