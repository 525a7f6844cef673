#include "labs/interleave/report/lost_update.hh"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace interleave {

namespace {

std::set<std::string> objects_of_findings(const TraceDocument& document) {
  std::set<std::string> objects;
  for (const TraceFinding& finding : document.findings)
    for (const std::uint32_t number : finding.steps)
      if (is_memory(document.steps[number].op))
        objects.insert(document.steps[number].object);
  return objects;
}

bool same_place(const SourcePlace& one, const SourcePlace& other) {
  return one.line != 0 && one.file == other.file &&
         one.function == other.function;
}

}  // namespace

std::optional<LostUpdate> find_lost_update(const TraceDocument& document) {
  const std::set<std::string> objects = objects_of_findings(document);
  std::map<std::string, std::uint32_t> last_write;
  std::map<std::pair<std::string, unsigned>, std::uint32_t> last_read;
  for (std::uint32_t i = 0; i < document.steps.size(); ++i) {
    const TraceStep& step = document.steps[i];
    if (!is_memory(step.op) || !objects.contains(step.object)) continue;
    if (reads_only(step.op)) {
      last_read[{step.object, step.thread}] = i;
      continue;
    }
    const auto read = last_read.find({step.object, step.thread});
    const auto write = last_write.find(step.object);
    const bool stale = read != last_read.end() && write != last_write.end() &&
                       read->second < write->second &&
                       document.steps[write->second].thread != step.thread;
    if (stale && same_place(document.steps[read->second].place, step.place))
      return LostUpdate{read->second, write->second, i};
    last_write[step.object] = i;
  }
  return std::nullopt;
}

}  // namespace interleave
