#include "tests/interleave/report/recorded_run.hh"

#include <array>
#include <cstdio>
#include <sstream>

namespace interleave {

namespace {

std::string output_of(const std::string& program) {
  std::string output;
  FILE* pipe = popen(program.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer;
  for (std::size_t count;
       (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.append(buffer.data(), count);
  pclose(pipe);
  return output;
}

Place place_named(const std::string& name) {
  if (name == "global") return Place::kGlobal;
  if (name == "heap") return Place::kHeap;
  if (name == "stack") return Place::kStack;
  return name == "thread_local" ? Place::kThreadLocal : Place::kLibrary;
}

Event access(std::istream& line) {
  std::string op, place;
  std::uint64_t offset = 0;
  unsigned size = 0;
  Event event{};
  line >> op >> place >> offset >> size >> event.value >> event.pc;
  event.op = op == "read"    ? Op::kRead
             : op == "write" ? Op::kWrite
                             : Op::kAtomicLoad;
  event.object = make_object(place_named(place), 0, offset);
  event.size = static_cast<std::uint8_t>(size);
  event.partner = kNoStep;
  return event;
}

Event allocation(std::istream& line) {
  Event event{};
  std::uint64_t offset = 0;
  line >> offset >> event.extra >> event.pc;
  event.op = Op::kAllocate;
  event.object = make_object(Place::kHeap, 0, offset);
  event.partner = kNoStep;
  return event;
}

Call call(std::istream& line, std::size_t step) {
  std::uint64_t site = 0, function = 0;
  line >> site >> function;
  return {static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(site),
          static_cast<std::uint32_t>(function), 0};
}

}  // namespace

RecordedRun record(const std::string& program) {
  RecordedRun run;
  std::istringstream output(output_of(program));
  for (std::string text; std::getline(output, text);) {
    std::istringstream line(text);
    std::string kind;
    line >> kind;
    if (kind == "access") run.events.push_back(access(line));
    if (kind == "allocate") run.events.push_back(allocation(line));
    if (kind == "call") run.calls.push_back(call(line, run.events.size()));
    if (kind == "return")
      run.calls.push_back(
          {static_cast<std::uint32_t>(run.events.size()), 0, 0, 0});
  }
  run.decisions.assign(run.events.size(), Decision{1, 0, 0, kCurrentReady, 0});
  run.outcome->ending = Ending::kFinished;
  run.outcome->threads = 1;
  run.outcome->steps = static_cast<std::uint32_t>(run.events.size());
  run.outcome->ends[0].state = ThreadState::kEnded;
  return run;
}

}  // namespace interleave
