// Whatever calls of rio_readnb and rio_readlineb are mixed, and however the
// bytes come in, they return exactly the bytes sent.
//
// Each round draws data, chunk sizes and calls from a seed. A failure prints
// it; ECHOLAB_SEED=<seed> repeats that round alone.
#include <gtest/gtest.h>

#include <random>

#include "csapp.h"
#include "scripted_stream.hh"

namespace {

using Random = std::mt19937_64;

size_t below(Random& random, size_t limit) {
  return std::uniform_int_distribution<size_t>(0, limit - 1)(random);
}

// Mostly small, at times around the size of the buffer, seldom large.
size_t some_size(Random& random) {
  switch (below(random, 8)) {
    case 0:
      return 8190 + below(random, 5);
    case 1:
      return below(random, 40'000);
    default:
      return below(random, 100);
  }
}

std::string some_data(Random& random) {
  const size_t line = 1 + some_size(random);
  std::string data(some_size(random) + some_size(random), '\0');
  for (char& c : data) {
    c = below(random, line) == 0 ? '\n' : static_cast<char>(below(random, 256));
  }
  return data;
}

// What the next rio_readlineb is to return, by its contract.
std::string expected_line(const std::string& rest, size_t maxlen) {
  const size_t newline = rest.find('\n');
  const size_t through = newline == rest.npos ? rest.size() : newline + 1;
  return rest.substr(0, std::min(through, maxlen - 1));
}

void check_round(Random::result_type seed) {
  SCOPED_TRACE("repeat with ECHOLAB_SEED=" + std::to_string(seed));
  Random random(seed);
  const std::string data = some_data(random);
  const size_t chunk = 1 + some_size(random);
  const ScriptedStream stream(data, [&]() -> long {
    if (below(random, 5) == 0) return -EINTR;
    return static_cast<long>(1 + below(random, chunk));
  });
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);

  size_t at = 0;
  for (int at_end = 0; at_end < 3;) {
    const bool by_line = below(random, 2) == 0;
    const size_t size = 1 + some_size(random);
    const std::string rest = data.substr(at);
    const std::string expected =
        by_line ? expected_line(rest, size) : rest.substr(0, size);
    std::string got(size + 1, '?');
    const ssize_t n = by_line ? rio_readlineb(&rio, got.data(), size)
                              : rio_readnb(&rio, got.data(), size);
    ASSERT_EQ(n, static_cast<ssize_t>(expected.size())) << "at byte " << at;
    ASSERT_EQ(got.substr(0, expected.size()), expected) << "at byte " << at;
    ASSERT_EQ(got.back(), '?') << "wrote past the end, at byte " << at;
    at += expected.size();
    if (rest.empty()) ++at_end;
  }
}

}  // namespace

TEST(RioProperty, MixedCallsReturnTheBytesSent) {
  if (const char* seed = getenv("ECHOLAB_SEED")) {
    check_round(std::stoull(seed));
    return;
  }
  const Random::result_type first = std::random_device()();
  printf("seeds from %llu\n", static_cast<unsigned long long>(first));
  const int rounds = getenv("ECHOLAB_FEW_ROUNDS") != nullptr ? 20 : 1000;
  for (int i = 0; i < rounds && !HasFatalFailure(); ++i) {
    check_round(first + static_cast<Random::result_type>(i));
  }
}
