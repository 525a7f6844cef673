// Injector: decides, call by call, what becomes of a traced program's system
// calls, and keeps a log of them.
//
// A fault happens at exactly the call that it names, so a verdict is the same
// every time, and whatever the program does about signals: EINTR needs none.
//
// Thread: the one that made the tracer.
#ifndef LABS_ASSIGNMENTS_LIBRARY_TESTS_INJECTOR_HH
#define LABS_ASSIGNMENTS_LIBRARY_TESTS_INJECTOR_HH

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "labs/conformance/tracer.hh"

namespace library_tests {

inline constexpr std::size_t kAlways = std::numeric_limits<std::size_t>::max();

/// What becomes of some calls. Faults count apart from each other; where more
/// than one is meant for a call, an error goes first.
struct Fault {
  std::vector<long> calls{};        // meant are those of these numbers,
  std::optional<int> descriptor{};  // with this first argument if there is one
  std::size_t after = 0;            // so many of them are left alone,
  std::size_t times = 1;            // and so many then
  int error = 0;              // fail with it, without having done anything;
  std::uint64_t at_most = 0;  // or else transfer so many bytes and no more
};

struct Call {
  long number = -1;
  std::array<std::uint64_t, 6> arguments{};  // as the program gave them
  int error = 0;                             // 0: it has succeeded
  std::optional<long> result{};  // nothing: it has failed, or not returned yet
};

class Injector {
 public:
  explicit Injector(std::vector<Fault> faults);

  /// To be told of each stop, before the tracer goes on from it.
  void see(conformance::Tracer& tracer, const conformance::Tracer::Stop& stop);

  /// All calls up to now, in their order.
  [[nodiscard]] const std::vector<Call>& calls() const { return calls_; }

  /// Whether each fault has happened at least once: if not, the program went
  /// another way.
  [[nodiscard]] bool all_happened() const;

 private:
  struct Plan {
    Fault fault;
    std::size_t seen = 0;  // calls that it is meant for
  };

  void begin(conformance::Tracer& tracer,
             const conformance::Tracer::Stop& stop);
  void end(const conformance::Tracer::Stop& stop);

  std::vector<Plan> plans_;
  std::vector<Call> calls_;
  int injected_error_ = 0;  // into the call that has begun
};

}  // namespace library_tests

#endif
