// The server variants: how to start each, and what it claims to be.
#ifndef TESTS_SERVERS_VARIANTS_HH
#define TESTS_SERVERS_VARIANTS_HH

#include <array>
#include <string>
#include <vector>

#include "labs/conformance/claims.hh"

namespace variants {

struct Variant {
  const char* name;
  conformance::Claims claims;
};

inline constexpr std::array<Variant, 6> kVariants{{
    {"iterative", {.model = conformance::Model::kIterative}},
    {"fork", {.model = conformance::Model::kProcessPerClient}},
    {"select", {.model = conformance::Model::kSelectLoop}},
    {"thread", {.model = conformance::Model::kThreadPerClient}},
    {"prethreaded",
     {.model = conformance::Model::kThreadPool, .workers = 4, .queue = 16}},
    {"epoll", {.model = conformance::Model::kEpollLoop}},
}};

/// The variant's program, which the build put beside all others.
inline std::string program_of(const Variant& variant) {
  return std::string(ECHOLAB_BIN_DIR "/echo-") + variant.name;
}

}  // namespace variants

#endif
