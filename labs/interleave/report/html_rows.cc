// Which steps a page folds away, and which threads have columns.
#include <algorithm>

#include "labs/interleave/report/html_timeline.hh"
#include "labs/interleave/report/shown_threads.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kMostRows = 300;  // one can still scroll through these
constexpr std::uint32_t kNear = 30;     // steps

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
  return near;
}

}  // namespace

std::vector<TimelineRow> page_rows(const TraceDocument& document) {
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

std::vector<unsigned> page_columns(const TraceDocument& document) {
  return shown_threads(document, kMostColumns);
}

}  // namespace interleave
