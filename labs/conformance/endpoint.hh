// Endpoint: the running server that checks are made of.
#ifndef LABS_CONFORMANCE_ENDPOINT_HH
#define LABS_CONFORMANCE_ENDPOINT_HH

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "labs/conformance/claims.hh"
#include "labs/conformance/observer.hh"

namespace conformance {

struct Endpoint {
  std::string host;  // literal: "127.0.0.1" or "::1"
  std::uint16_t port = 0;
  pid_t pid = 0;
  Claims claims;
  Observer& observer;  // borrowed

  /// What a person types to start this server, but for the port. It is the
  /// beginning of Result::replay.
  std::string command;

  /// How long a fact may take to become true. It bounds failures only: checks
  /// that pass never wait for time.
  std::chrono::milliseconds patience{10'000};
};

}  // namespace conformance

#endif
