#include "labs/interleave/report/call_stacks.hh"

#include <algorithm>

namespace interleave {

namespace {

// A recursion without end is cut: nobody reads more.
constexpr std::size_t kMostFrames = 64;

}  // namespace

CallStacks::CallStacks(std::span<const Call> calls, Symbols& symbols)
    : calls_(calls), symbols_(symbols), active_(kMaxThreads) {}

void CallStacks::advance(std::uint32_t step) {
  if (step < reached_) {
    next_ = 0;
    active_.assign(kMaxThreads, {});
  }
  reached_ = step;
  for (; next_ < calls_.size() && calls_[next_].step <= step; ++next_) {
    const Call& call = calls_[next_];
    if (call.thread >= kMaxThreads) continue;
    std::vector<Call>& stack = active_[call.thread];
    if (call.pc != 0)
      stack.push_back(call);
    else if (!stack.empty())
      stack.pop_back();
  }
}

std::vector<CodePlace> CallStacks::all_frames(unsigned thread,
                                              std::uint32_t pc) {
  const std::vector<Call>& stack = active_.at(thread);
  std::vector<CodePlace> frames;
  CodePlace place = symbols_.code(pc);
  for (std::size_t i = stack.size(); i > 0 && frames.size() < kMostFrames;
       --i) {
    const CodePlace callee = symbols_.function_at(stack[i - 1].function);
    // A function that was not compiled by the tool was called from this one:
    // the line is not known, only the function.
    if (place.function != callee.function) {
      frames.push_back(place);
      place = callee;
      place.line = 0;
    }
    frames.push_back(place);
    place = symbols_.code(stack[i - 1].pc);
  }
  if (frames.empty() || !place.file.empty()) frames.push_back(place);
  return frames;
}

std::vector<CodePlace> CallStacks::at(std::uint32_t step, unsigned thread,
                                      std::uint32_t pc) {
  advance(step);
  const std::vector<CodePlace> all = all_frames(thread, pc);
  std::vector<CodePlace> users;
  for (const CodePlace& frame : all)
    if (frame.users) users.push_back(frame);
  return users.empty() ? all : users;
}

std::string CallStacks::first_function(unsigned thread) {
  for (const Call& call : calls_) {
    if (call.thread != thread || call.pc == 0) continue;
    const CodePlace place = symbols_.function_at(call.function);
    if (place.users) return place.function;
  }
  return {};
}

}  // namespace interleave
