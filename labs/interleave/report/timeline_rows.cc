// Which steps of a run are worth a row.
#include <algorithm>

#include "labs/interleave/report/lost_update.hh"
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
  for (const std::uint32_t step : cited_steps(document)) kept[step] = true;
  if (document.no_return) kept[document.no_return->step] = true;
  if (size != 0) kept[size - 1] = true;
  return kept;
}

constexpr std::size_t kMostRows = 300;   // one can still scroll through these
constexpr std::uint32_t kNear = 30;      // steps
constexpr std::size_t kMostCited = 100;  // rows

std::vector<bool> near_what_matters(const TraceDocument& document) {
  const std::size_t size = document.steps.size();
  std::vector<bool> near(size);
  const auto mark = [&](std::uint32_t step) {
    const std::size_t first = step < kNear ? 0 : step - kNear;
    for (std::size_t i = first; i < std::min<std::size_t>(size, step + kNear);
         ++i)
      near[i] = true;
  };
  const auto mark_with_origin = [&](std::uint32_t step) {
    mark(step);
    if (document.steps[step].saw) near[*document.steps[step].saw] = true;
  };
  if (size == 0) return near;
  mark(0);
  mark(static_cast<std::uint32_t>(size - 1));
  if (!document.findings.empty())
    for (const std::uint32_t step : document.findings.front().steps)
      mark_with_origin(step);
  if (document.no_return) mark(document.no_return->step);
  const auto cited = cited_steps(document);
  if (cited.size() <= kMostCited)
    for (const std::uint32_t step : cited) near[step] = true;
  return near;
}

}  // namespace

namespace {

// Do the stories of this verdict tell of lost updates?
bool tells_of_values(Verdict verdict) {
  return verdict != Verdict::kDeadlock && verdict != Verdict::kLostWakeup &&
         verdict != Verdict::kLivelock && verdict != Verdict::kLockOrder &&
         verdict != Verdict::kMemoryError;
}

}  // namespace

std::set<std::uint32_t> cited_steps(const TraceDocument& document) {
  std::set<std::uint32_t> cited;
  for (const TraceFinding& finding : document.findings)
    cited.insert(finding.steps.begin(), finding.steps.end());
  if (!tells_of_values(verdict_of(document))) return cited;
  if (const auto lost = find_lost_update(document))
    cited.insert({lost->read, lost->overwritten, lost->write});
  return cited;
}

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

std::vector<TimelineRow> shown_rows(const TraceDocument& document) {
  const std::vector<TimelineRow> rows = timeline_rows(document);
  if (rows.size() <= kMostRows) return rows;
  const std::vector<bool> near = near_what_matters(document);
  std::vector<TimelineRow> fewer;
  bool far_before = false;
  for (const TimelineRow& row : rows) {
    const bool far = std::find(near.begin() + row.first,
                               near.begin() + row.first + row.count,
                               true) == near.begin() + row.first + row.count;
    if (far && far_before)
      fewer.back().count += row.count;
    else
      fewer.push_back({row.first, row.count, far || row.collapsed});
    far_before = far;
  }
  return fewer;
}

}  // namespace interleave
