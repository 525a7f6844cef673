// Endings other than those in which nobody can go on.
#include "labs/interleave/analysis/consequence.hh"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <string>

#include "labs/interleave/analysis/deadlock.hh"
#include "labs/interleave/analysis/livelock.hh"
#include "labs/interleave/analysis/memory_range.hh"
#include "labs/interleave/analysis/thread_name.hh"

namespace interleave {
namespace {

std::string text_of(const Outcome& outcome) {
  return {outcome.text, strnlen(outcome.text, sizeof(outcome.text))};
}

// With the last step of the thread that ended the run.
Finding ended_by(Verdict verdict, std::span<const Event> events,
                 const Outcome& outcome, std::string detail) {
  Finding finding;
  finding.verdict = verdict;
  finding.threads = {outcome.thread};
  finding.detail = std::move(detail);
  for (std::size_t i = events.size(); i-- > 0;) {
    if (events[i].thread == outcome.thread) {
      finding.steps = {static_cast<std::uint32_t>(i)};
      break;
    }
  }
  return finding;
}

std::string signal_name(std::uint64_t signal) {
  switch (signal) {
    case SIGSEGV:
      return "an access to memory that is not there (SIGSEGV)";
    case SIGBUS:
      return "an access to memory that is not there (SIGBUS)";
    case SIGFPE:
      return "an arithmetic error such as a division by zero (SIGFPE)";
    case SIGILL:
      return "an illegal instruction (SIGILL)";
    case SIGABRT:
      return "the program aborted itself (SIGABRT)";
    case SIGPIPE:
      return "a write to a connection that nobody reads (SIGPIPE)";
    case SIGTRAP:
      return "a trap (SIGTRAP)";
    default:
      return "signal " + std::to_string(signal);
  }
}

std::optional<std::uint32_t> release_of(std::span<const Event> events,
                                        std::uint64_t block,
                                        std::size_t before) {
  for (std::size_t i = before; i-- > 0;) {
    if (events[i].op == Op::kRelease && events[i].object == block) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return std::nullopt;
}

std::string use_in_words(const Event* use, const Outcome& outcome) {
  const MemoryRange location{first_byte(outcome.object), 1};
  if (use == nullptr || !is_memory(use->op) ||
      !overlap(range_of(*use), location)) {
    return "uses";
  }
  return reads_only(use->op) ? "reads" : "writes to";
}

Finding use_after_free(std::span<const Event> events, const Outcome& outcome) {
  Finding finding = ended_by(Verdict::kMemoryError, events, outcome, "");
  finding.object = outcome.object;
  const Event* use =
      finding.steps.empty() ? nullptr : &events[finding.steps.front()];
  const auto release = release_of(events, outcome.extra, events.size());
  finding.detail = thread_name(outcome, outcome.thread) + " " +
                   use_in_words(use, outcome) + " memory that ";
  if (!release) {
    finding.detail += "has been released";
    return finding;
  }
  const unsigned releaser = events[*release].thread;
  finding.detail += releaser == outcome.thread
                        ? "it has released itself"
                        : thread_name(outcome, releaser) + " has released";
  // The use may not have become a step: then only the release is one.
  if (finding.steps.empty() || finding.steps.front() <= *release) {
    finding.steps.clear();
  }
  finding.steps.insert(finding.steps.begin(), *release);
  if (releaser != outcome.thread) {
    finding.threads.insert(finding.threads.begin(), releaser);
  }
  return finding;
}

std::string bytes(std::uint64_t number) {
  return std::to_string(number) + (number == 1 ? " byte" : " bytes");
}

// "right behind a block of 16 bytes"
std::string beside_in_words(std::span<const Event> events,
                            const Outcome& outcome) {
  const auto allocation =
      std::find_if(events.begin(), events.end(), [&](const Event& event) {
        return event.op == Op::kAllocate && event.object == outcome.extra;
      });
  if (allocation == events.end()) return "outside its block";
  const std::uint64_t size = allocation->extra;
  const std::string block = " a block of " + bytes(size);
  if (outcome.object < outcome.extra) {
    return bytes(outcome.extra - outcome.object) + " before" + block;
  }
  const std::uint64_t distance = outcome.object - outcome.extra;
  if (distance < size) return "beyond the end of" + block;
  if (distance == size) return "right behind" + block;
  return bytes(distance - size) + " behind" + block;
}

Finding bad_access(std::span<const Event> events, const Outcome& outcome) {
  const std::string who = thread_name(outcome, outcome.thread);
  Finding finding = ended_by(Verdict::kMemoryError, events, outcome, "");
  if (outcome.extra == 0) {
    const bool in_heap = place_of(outcome.object) == Place::kHeap;
    finding.detail =
        who + (in_heap ? " uses memory of the heap that is in no block"
                       : " uses more bytes than are there");
    return finding;
  }
  finding.object = outcome.extra;
  const Event* use =
      finding.steps.empty() ? nullptr : &events[finding.steps.front()];
  finding.detail = who + " " + use_in_words(use, outcome) + " memory " +
                   beside_in_words(events, outcome);
  return finding;
}

Finding double_free(std::span<const Event> events, const Outcome& outcome) {
  Finding finding = ended_by(Verdict::kMemoryError, events, outcome, "");
  finding.object = outcome.object;
  const std::uint32_t last = finding.steps.empty() ? 0 : finding.steps.front();
  // The second release may or may not have become a step of its own.
  const bool recorded = !events.empty() && last + 1 == events.size() &&
                        events[last].op == Op::kRelease &&
                        events[last].object == outcome.object;
  const auto first =
      release_of(events, outcome.object, recorded ? last : events.size());
  finding.steps.clear();
  if (first) finding.steps.push_back(*first);
  if (recorded) finding.steps.push_back(last);
  finding.detail =
      thread_name(outcome, outcome.thread) + " releases memory that ";
  if (!first) {
    finding.detail += "has been released before";
  } else if (events[*first].thread == outcome.thread) {
    finding.detail += "it has released before";
  } else {
    const unsigned releaser = events[*first].thread;
    finding.detail += thread_name(outcome, releaser) + " has released before";
    finding.threads.insert(finding.threads.begin(), releaser);
  }
  return finding;
}

}  // namespace

std::optional<Finding> consequence_of(std::span<const Event> events,
                                      const Outcome& outcome,
                                      const HeldLocks& held) {
  const auto ended = [&](Verdict verdict, std::string detail) {
    return ended_by(verdict, events, outcome, std::move(detail));
  };
  switch (outcome.ending) {
    case Ending::kFinished:
      if (outcome.value == 0) return std::nullopt;
      return ended(Verdict::kExitStatus,
                   "exit status " + std::to_string(outcome.value));
    case Ending::kAssertion:
    case Ending::kClientFailed:
      return ended(Verdict::kAssertion, text_of(outcome));
    case Ending::kCrash:
      return ended(Verdict::kCrash, signal_name(outcome.value));
    case Ending::kUseAfterFree:
      return use_after_free(events, outcome);
    case Ending::kDoubleFree:
      return double_free(events, outcome);
    case Ending::kBadAccess:
      return bad_access(events, outcome);
    case Ending::kBadFree:
      return ended(Verdict::kMemoryError,
                   thread_name(outcome, outcome.thread) +
                       " releases what is not the start of a block");
    case Ending::kMisuse:
      return ended(Verdict::kMisuse, text_of(outcome));
    case Ending::kBlocked:
      return deadlock_of(events, outcome, held);
    case Ending::kStalled:
      return livelock_of(events, outcome);
    default:
      return std::nullopt;
  }
}

}  // namespace interleave
