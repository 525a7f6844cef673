// Which threads have columns.
#include "labs/interleave/report/html_timeline.hh"
#include "labs/interleave/report/shown_threads.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostColumns = 12;

}  // namespace

std::vector<unsigned> page_columns(const TraceDocument& document) {
  return shown_threads(document, kMostColumns);
}

}  // namespace interleave
