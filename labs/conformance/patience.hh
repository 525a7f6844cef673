// Patience with a server: how long a fact may take to become true. Time in
// which the server wanted to run and was kept from it does not count against
// it: machines that grade are busy. And a server of which every task waits for
// ever, and goes on doing so, is not waited for: nothing would wake it.
//
// Thread: the one that uses the endpoint's observer.
#ifndef LABS_CONFORMANCE_PATIENCE_HH
#define LABS_CONFORMANCE_PATIENCE_HH

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "labs/conformance/endpoint.hh"

namespace conformance {

/// In a loop: wait so long, and ask again.
class Patience {
 public:
  /// Borrows `server`. `something_arrives`: whether bytes are on their way that
  /// might yet wake somebody.
  explicit Patience(
      const Endpoint& server,
      std::function<bool()> something_arrives = [] { return false; })
      : server_(server), something_arrives_(std::move(something_arrives)) {}

  /// How long to wait next; zero: it has ended. All in all Endpoint::patience;
  /// several times that if the server is starved of processor time, and less
  /// if it has come to a standstill.
  [[nodiscard]] std::chrono::milliseconds next();

 private:
  [[nodiscard]] bool stands_still();
  [[nodiscard]] bool is_starved() const;
  void renew();

  const Endpoint& server_;
  const std::function<bool()> something_arrives_;
  int asked_ = 0;
  int renewals_ = 0;
  std::chrono::milliseconds left_{};
  std::chrono::nanoseconds used_{};     // of the processor, at first or renewed
  std::optional<std::uint64_t> slept_;  // at the last look; see standstill()
  int still_ = 0;                       // looks in a row that saw the same
};

}  // namespace conformance

#endif
