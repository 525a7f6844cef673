#include "labs/conformance/readiness.hh"

#include <charconv>
#include <set>
#include <string>

#include "labs/conformance/wait_until.hh"

namespace conformance {

std::optional<std::uint16_t> parse_announcement(std::string_view line) {
  constexpr std::string_view kWord = "listening ";
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (!line.starts_with(kWord)) return std::nullopt;
  line.remove_prefix(kWord.size());
  std::uint16_t port = 0;
  const char* end = line.data() + line.size();
  const auto parsed = std::from_chars(line.data(), end, port);
  if (parsed.ec != std::errc() || parsed.ptr != end || port == 0) {
    return std::nullopt;
  }
  return port;
}

std::optional<std::uint16_t> listening_port(Observer& observer, pid_t pid) {
  std::set<std::string> own;
  for (const OpenDescriptor& open : observer.descriptors(pid)) {
    own.insert(open.target);
  }
  for (const Socket& socket : observer.listeners()) {
    if (own.contains("socket:[" + std::to_string(socket.inode) + "]")) {
      return socket.local_port;
    }
  }
  return std::nullopt;
}

std::optional<std::uint16_t> await_listening(
    Observer& observer, pid_t pid, std::chrono::milliseconds patience) {
  std::optional<std::uint16_t> port;
  const auto settled = [&] {
    port = listening_port(observer, pid);
    const auto process = observer.process(pid);
    return port || !process || process->state == 'Z';
  };
  static_cast<void>(wait_until(patience, settled));
  return port;
}

}  // namespace conformance
