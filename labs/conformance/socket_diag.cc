#include "labs/conformance/socket_diag.hh"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "csapp/descriptor.hh"

namespace conformance {
namespace {

struct Request {
  nlmsghdr header;
  inet_diag_req_v2 query;
};

bool send_request(int netlink, int family, std::uint16_t local_port) {
  Request request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.query.sdiag_family = static_cast<std::uint8_t>(family);
  request.query.sdiag_protocol = IPPROTO_TCP;
  request.query.idiag_states = ~(1U << TCP_TIME_WAIT);
  request.query.id.idiag_sport = htons(local_port);
  return ::send(netlink, &request, sizeof request, 0) == sizeof request;
}

Socket::State state_of(unsigned state) {
  if (state == TCP_LISTEN) return Socket::State::kListening;
  if (state == TCP_ESTABLISHED) return Socket::State::kEstablished;
  return Socket::State::kOther;
}

Socket to_socket(const inet_diag_msg& message) {
  return {.state = state_of(message.idiag_state),
          .local_port = ntohs(message.id.idiag_sport),
          .peer_port = ntohs(message.id.idiag_dport),
          .unread = message.idiag_rqueue,
          .unsent = message.idiag_wqueue,
          .inode = message.idiag_inode};
}

enum class Part { kMore, kLast, kError };

/// Takes the sockets out of one datagram of the answer. By hand: the macros
/// of netlink(3) are made of C casts.
Part take_sockets(std::string_view datagram, std::vector<Socket>& sockets) {
  while (datagram.size() >= sizeof(nlmsghdr)) {
    nlmsghdr header;
    std::memcpy(&header, datagram.data(), sizeof header);
    if (header.nlmsg_type == NLMSG_DONE) return Part::kLast;
    inet_diag_msg message;
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY ||
        header.nlmsg_len > datagram.size() ||
        header.nlmsg_len < sizeof header + sizeof message) {
      return Part::kError;
    }
    std::memcpy(&message, datagram.data() + sizeof header, sizeof message);
    sockets.push_back(to_socket(message));
    const std::size_t aligned = NLMSG_ALIGN(header.nlmsg_len);
    datagram.remove_prefix(std::min(aligned, datagram.size()));
  }
  return Part::kMore;
}

}  // namespace

std::optional<std::vector<Socket>> query_sockets(int family,
                                                 std::uint16_t local_port) {
  const csapp::Descriptor netlink(
      ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  if (!netlink || !send_request(netlink.get(), family, local_port)) {
    return std::nullopt;
  }
  std::vector<Socket> sockets;
  std::array<char, 32768> buffer;
  for (auto part = Part::kMore; part != Part::kLast;) {
    const ssize_t n = ::recv(netlink.get(), buffer.data(), buffer.size(), 0);
    if (n <= 0) return std::nullopt;
    part = take_sockets({buffer.data(), static_cast<std::size_t>(n)}, sockets);
    if (part == Part::kError) return std::nullopt;
  }
  return sockets;
}

}  // namespace conformance
