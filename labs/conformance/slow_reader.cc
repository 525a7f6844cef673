#include "labs/conformance/slow_reader.hh"

#include <algorithm>

#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace conformance {
namespace {

constexpr int kSmallBuffer = 4096;
constexpr std::size_t kMostBytes = 96 << 20;  // tcp_rmem and tcp_wmem, twice

std::string numbered_lines() {
  std::string lines;
  for (int i = 0; lines.size() < 60'000; ++i) {
    lines += "line " + std::to_string(i) + "\n";
  }
  return lines;
}

}  // namespace

SlowReader::SlowReader(const Endpoint& server)
    : server_(server),
      client_(server, kSmallBuffer),
      block_(numbered_lines()) {}

bool SlowReader::is_stuck() {
  while (const std::size_t n = client_.send_some(
             std::string_view(block_).substr(sent_ % block_.size()))) {
    sent_ += n;
    require(sent_ < kMostBytes, "a server that stops reading from it",
            "it took " + std::to_string(sent_ >> 20) + " MiB");
  }
  const auto before = server_end(server_, client_);
  if (!before || before->unread == 0 || !is_blocked(server_)) return false;
  const auto after = server_end(server_, client_);
  return after && after->unread == before->unread;
}

void SlowReader::send_until_stuck() {
  await(server_, "a server that is blocked, or waits for room to write",
        [this] { return is_stuck(); });
}

void SlowReader::require_all_back() {
  for (std::size_t back = 0; back < sent_;) {
    const auto begin = back % block_.size();
    const auto size = std::min(block_.size() - begin, sent_ - back);
    require_same_bytes(std::string_view(block_).substr(begin, size),
                       client_.receive(size));
    back += size;
  }
}

}  // namespace conformance
