// Which steps of a run are worth a row.
#include <algorithm>

#include "labs/interleave/report/phrases.hh"

namespace interleave {

namespace {

// Operations by which threads wait for one another or learn of one another.
bool synchronises(Op op) {
  return (op >= Op::kThreadCreate && op <= Op::kSleepDone) ||
         (op >= Op::kConnect && op <= Op::kPoll) || is_client(op);
}

// Is initialisation, which comes before anybody shares anything.
bool prepares(Op op) {
  return op == Op::kMutexInit || op == Op::kRwLockInit || op == Op::kCondInit ||
         op == Op::kSemInit || op == Op::kBarrierInit ||
         op == Op::kMutexDestroy || op == Op::kRwLockDestroy ||
         op == Op::kCondDestroy || op == Op::kSemDestroy ||
         op == Op::kBarrierDestroy;
}

// Where the block comes from that a step of a finding is about.
void keep_allocation(const TraceDocument& document, std::uint32_t about,
                     std::vector<bool>& kept) {
  const std::string& object = document.steps[about].object;
  const std::string block = object.substr(0, object.find_first_of(".[+"));
  for (std::size_t i = 0; i < about; ++i)
    if (document.steps[i].op == Op::kAllocate &&
        document.steps[i].object == block)
      kept[i] = true;
}

std::vector<bool> kept_steps(const TraceDocument& document) {
  const std::size_t size = document.steps.size();
  std::vector<bool> kept(size);
  for (std::size_t i = 0; i < size; ++i) {
    const TraceStep& step = document.steps[i];
    if (step.shared || (synchronises(step.op) && !prepares(step.op)))
      kept[i] = true;
    if (step.switched != SwitchKind::kNone && i > 0) {
      kept[i] = true;
      // Of a thread that blocked, the line between the rows says why.
      if (step.switched != SwitchKind::kForced) kept[i - 1] = true;
    }
    // The other half of what is shown.
    if (kept[i] && step.saw) kept[*step.saw] = true;
    if (kept[i] && step.partner) kept[*step.partner] = true;
  }
  for (const TraceFinding& finding : document.findings)
    for (const std::uint32_t step : finding.steps) {
      kept[step] = true;
      if (document.steps[step].saw) kept[*document.steps[step].saw] = true;
      keep_allocation(document, step, kept);
    }
  if (document.no_return) kept[document.no_return->step] = true;
  if (size != 0) kept[size - 1] = true;
  return kept;
}

}  // namespace

std::vector<TimelineRow> timeline_rows(const TraceDocument& document) {
  const std::vector<bool> kept = kept_steps(document);
  std::vector<TimelineRow> rows;
  for (std::uint32_t i = 0; i < kept.size();) {
    std::uint32_t end = i;
    while (end < kept.size() && !kept[end] &&
           document.steps[end].thread == document.steps[i].thread)
      ++end;
    const bool collapse = end != i;
    const std::uint32_t count = collapse ? end - i : 1;
    rows.push_back({i, count, collapse});
    i += count;
  }
  return rows;
}

}  // namespace interleave
