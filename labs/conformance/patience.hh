// Patience with a server: how long a fact may take to become true. Time in
// which the server wanted to run and was kept from it does not count against
// it: machines that grade are busy.
//
// Thread: the one that uses the endpoint's observer.
#ifndef LABS_CONFORMANCE_PATIENCE_HH
#define LABS_CONFORMANCE_PATIENCE_HH

#include <chrono>

#include "labs/conformance/endpoint.hh"

namespace conformance {

/// In a loop: wait so long, and ask again.
class Patience {
 public:
  /// Borrows `server`.
  explicit Patience(const Endpoint& server) : server_(server) {}

  /// How long to wait next; zero: it has ended. All in all Endpoint::patience,
  /// or several times that if the server is starved of processor time.
  [[nodiscard]] std::chrono::milliseconds next();

 private:
  [[nodiscard]] bool is_starved() const;
  [[nodiscard]] std::chrono::milliseconds watch(std::chrono::milliseconds time);

  const Endpoint& server_;
  int asked_ = 0;
  std::chrono::nanoseconds used_{};  // of the processor, when watched last
  std::chrono::milliseconds watched_{};
};

}  // namespace conformance

#endif
