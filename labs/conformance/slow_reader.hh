// SlowReader: a client that sends and sends, and does not read.
#ifndef LABS_CONFORMANCE_SLOW_READER_HH
#define LABS_CONFORMANCE_SLOW_READER_HH

#include <cstddef>
#include <string>

#include "labs/conformance/client.hh"
#include "labs/conformance/endpoint.hh"

namespace conformance {

class SlowReader {
 public:
  explicit SlowReader(const Endpoint& server);

  /// Sends until the server takes no more: our socket is full, the server has
  /// bytes it does not read, and all its tasks are blocked. Throws Unmet when
  /// the server takes more than any kernel buffers hold.
  void send_until_stuck();

  /// Reads all that came back and requires that it is what was sent.
  void require_all_back();

  Client& client() { return client_; }

 private:
  bool is_stuck();

  const Endpoint& server_;
  Client client_;
  const std::string block_;  // sent over and over
  std::size_t sent_ = 0;
};

}  // namespace conformance

#endif
