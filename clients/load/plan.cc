#include "clients/load/plan.hh"

#include <algorithm>

namespace load {

void Result::merge(const Result& other) {
  messages += other.messages;
  sessions += other.sessions;
  if (first_error.empty()) first_error = other.first_error;
  errors += other.errors;
  elapsed = std::max(elapsed, other.elapsed);
  cpu += other.cpu;
  latency_ns.merge(other.latency_ns);
}

}  // namespace load
