#include "labs/conformance/socket_diag.hh"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "csapp/descriptor.hh"

namespace conformance {
namespace {

struct Request {
  nlmsghdr header;
  inet_diag_req_v2 query;
};

using Sockets = std::optional<std::vector<Socket>>;

Request make_request(int family, unsigned states, unsigned flags) {
  Request request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(flags);
  request.query.sdiag_family = static_cast<std::uint8_t>(family);
  request.query.sdiag_protocol = IPPROTO_TCP;
  request.query.idiag_states = states;
  return request;
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

Part part_of_error(const nlmsghdr& header, std::string_view datagram) {
  nlmsgerr error{};
  if (header.nlmsg_type != NLMSG_ERROR ||
      datagram.size() < sizeof header + sizeof error) {
    return Part::kError;
  }
  std::memcpy(&error, datagram.data() + sizeof header, sizeof error);
  return error.error == -ENOENT ? Part::kLast : Part::kError;
}

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
      return part_of_error(header, datagram);
    }
    std::memcpy(&message, datagram.data() + sizeof header, sizeof message);
    sockets.push_back(to_socket(message));
    const std::size_t aligned = NLMSG_ALIGN(header.nlmsg_len);
    datagram.remove_prefix(std::min(aligned, datagram.size()));
  }
  return Part::kMore;
}

/// Asks and collects the answer: several datagrams when it is a dump.
Sockets ask(const Request& request) {
  const csapp::Descriptor netlink(
      ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  if (!netlink || ::send(netlink.get(), &request, sizeof request, 0) < 0) {
    return std::nullopt;
  }
  const bool is_dump = (request.header.nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
  std::vector<Socket> sockets;
  std::array<char, 32768> buffer;
  auto part = Part::kMore;
  do {
    const ssize_t n = ::recv(netlink.get(), buffer.data(), buffer.size(), 0);
    if (n <= 0) return std::nullopt;
    part = take_sockets({buffer.data(), static_cast<std::size_t>(n)}, sockets);
  } while (is_dump && part == Part::kMore);
  if (part == Part::kError) return std::nullopt;
  return sockets;
}

}  // namespace

Sockets query_listeners() {
  std::vector<Socket> all;
  for (const int family : {AF_INET, AF_INET6}) {
    const auto sockets =
        ask(make_request(family, 1U << TCP_LISTEN, NLM_F_REQUEST | NLM_F_DUMP));
    if (!sockets) return std::nullopt;
    all.insert(all.end(), sockets->begin(), sockets->end());
  }
  return all;
}

Sockets query_connection(const std::string& host, std::uint16_t port,
                         std::uint16_t peer_port) {
  const int family = host.find(':') == host.npos ? AF_INET : AF_INET6;
  Request request = make_request(family, ~0U, NLM_F_REQUEST);
  auto& id = request.query.id;
  if (::inet_pton(family, host.c_str(), id.idiag_src) != 1) return std::nullopt;
  std::memcpy(id.idiag_dst, id.idiag_src, sizeof id.idiag_dst);
  id.idiag_sport = htons(port);
  id.idiag_dport = htons(peer_port);
  id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return ask(request);
}

}  // namespace conformance
