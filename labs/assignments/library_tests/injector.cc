#include "labs/assignments/library_tests/injector.hh"

#include <algorithm>

namespace library_tests {
namespace {

using conformance::Tracer;

bool is_meant(const Fault& fault, const Tracer::Stop& stop) {
  return std::find(fault.calls.begin(), fault.calls.end(), stop.call) !=
             fault.calls.end() &&
         (!fault.descriptor ||
          *fault.descriptor == static_cast<int>(stop.arguments[0]));
}

// Of the call number `seen`, counted from 0.
bool is_due(const Fault& fault, std::size_t seen) {
  return seen >= fault.after && seen - fault.after < fault.times;
}

}  // namespace

Injector::Injector(std::vector<Fault> faults) {
  for (Fault& fault : faults) plans_.push_back({std::move(fault)});
}

void Injector::see(Tracer& tracer, const Tracer::Stop& stop) {
  if (stop.kind == Tracer::Stop::Kind::kCall) begin(tracer, stop);
  if (stop.kind == Tracer::Stop::Kind::kReturn) end(stop);
}

void Injector::begin(Tracer& tracer, const Tracer::Stop& stop) {
  calls_.push_back({.number = stop.call, .arguments = stop.arguments});
  injected_error_ = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  for (auto& [fault, seen] : plans_) {
    if (!is_meant(fault, stop) || !is_due(fault, seen++)) continue;
    if (fault.error != 0) {
      injected_error_ = fault.error;
    } else {
      most = std::min(most, fault.at_most);
    }
  }
  if (injected_error_ != 0) {
    tracer.fail_call(injected_error_);
  } else if (most < stop.arguments[2]) {
    tracer.shorten_call(most);
  }
}

void Injector::end(const Tracer::Stop& stop) {
  if (calls_.empty()) return;  // it began before we looked
  Call& call = calls_.back();
  call.error = injected_error_ != 0 ? injected_error_ : stop.error;
  if (call.error == 0) call.result = stop.result;
}

bool Injector::all_happened() const {
  return std::all_of(plans_.begin(), plans_.end(), [](const Plan& plan) {
    return plan.seen > plan.fault.after;
  });
}

}  // namespace library_tests
