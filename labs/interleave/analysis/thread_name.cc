// Names of threads and clients.
#include "labs/interleave/analysis/thread_name.hh"

namespace interleave {

std::string thread_name(const Outcome& outcome, unsigned thread) {
  if (thread == 0) return "thread 0 (main)";
  if (thread >= kMaxThreads || !outcome.ends[thread].client) {
    return "thread " + std::to_string(thread);
  }
  unsigned number = 0;
  for (unsigned other = 0; other <= thread; ++other) {
    if (outcome.ends[other].client) ++number;
  }
  return "client " + std::to_string(number);
}

}  // namespace interleave
