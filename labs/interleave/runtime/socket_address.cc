#include "labs/interleave/runtime/socket_address.hh"

#include <errno.h>
#include <netinet/in.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

constexpr unsigned kMapped = 12;  // bytes before a mapped IPv4 address

std::uint16_t swapped(std::uint16_t port) {
  return static_cast<std::uint16_t>(port << 8 | port >> 8);
}

bool is_mapped(const Address& address) {
  for (unsigned i = 0; i < kMapped; ++i) {
    if (address.bytes[i] != (i < 10 ? 0 : 0xff)) return false;
  }
  return true;
}

bool same_host(const Address& a, const Address& b) {
  for (unsigned i = 0; i < sizeof a.bytes; ++i) {
    if (a.bytes[i] != b.bytes[i]) return false;
  }
  return true;
}

bool tail_is(const Address& address, unsigned from, unsigned char last) {
  for (unsigned i = from; i < 15; ++i) {
    if (address.bytes[i] != 0) return false;
  }
  return address.bytes[15] == last;
}

// Does a socket bound to `bound` receive what is sent to `host`?
bool covers(const Address& bound, bool v6_only, const Address& host) {
  if (same_host(bound, host)) return true;
  if (!is_any(bound)) return false;
  if (is_mapped(bound)) return is_mapped(host);
  return !is_mapped(host) || !v6_only;
}

}  // namespace

int read_address(const sockaddr* from, socklen_t length, unsigned family,
                 Address& to) {
  if (length < sizeof(sa_family_t)) return -EINVAL;
  if (from->sa_family != family) return -EAFNOSUPPORT;
  to = {};
  if (family == AF_INET) {
    if (length < sizeof(sockaddr_in)) return -EINVAL;
    sockaddr_in in;
    kernel::copy(&in, from, sizeof in);
    to.bytes[10] = to.bytes[11] = 0xff;
    kernel::copy(to.bytes + kMapped, &in.sin_addr, 4);
    to.port = swapped(in.sin_port);
    return 0;
  }
  if (length < sizeof(sockaddr_in6)) return -EINVAL;
  sockaddr_in6 in;
  kernel::copy(&in, from, sizeof in);
  kernel::copy(to.bytes, &in.sin6_addr, sizeof to.bytes);
  to.port = swapped(in.sin6_port);
  return 0;
}

void write_address(const Address& from, unsigned family, sockaddr* to,
                   socklen_t* length) {
  if (to == nullptr || length == nullptr) return;
  sockaddr_storage whole = {};
  socklen_t size = sizeof(sa_family_t);
  whole.ss_family = static_cast<sa_family_t>(family);
  if (family == AF_INET) {
    auto& in = reinterpret_cast<sockaddr_in&>(whole);
    in.sin_port = swapped(from.port);
    kernel::copy(&in.sin_addr, from.bytes + kMapped, 4);
    size = sizeof in;
  } else if (family == AF_INET6) {
    auto& in = reinterpret_cast<sockaddr_in6&>(whole);
    in.sin6_port = swapped(from.port);
    kernel::copy(&in.sin6_addr, from.bytes, sizeof from.bytes);
    size = sizeof in;
  }
  kernel::copy(to, &whole, *length < size ? *length : size);
  *length = size;
}

Address loopback(unsigned family) {
  Address address = {};
  address.bytes[15] = 1;
  if (family != AF_INET6) {
    address.bytes[10] = address.bytes[11] = 0xff;
    address.bytes[kMapped] = 127;
  }
  return address;
}

bool is_any(const Address& address) {
  return tail_is(address, is_mapped(address) ? kMapped : 0, 0);
}

bool is_local(const Address& address) {
  if (is_any(address)) return true;
  if (is_mapped(address)) return address.bytes[kMapped] == 127;
  return tail_is(address, 0, 1);
}

bool accepts_for(const Socket& listener, const Address& to) {
  return listener.local.port == to.port &&
         covers(listener.local, listener.v6_only, to);
}

bool conflict(const Socket& a, const Socket& b) {
  if (a.local.port != b.local.port) return false;
  if (!covers(a.local, a.v6_only, b.local) &&
      !covers(b.local, b.v6_only, a.local)) {
    return false;
  }
  if (a.reuse_port && b.reuse_port) return false;
  const bool listening =
      a.phase == Phase::kListening || b.phase == Phase::kListening;
  return listening || !a.reuse_address || !b.reuse_address;
}

// No port is given out twice, so none of those who asked for one of their own
// can be in the way.
void pick_port(File& file) {
  Descriptors& d = state().descriptors;
  for (;;) {
    const std::uint16_t port = d.next_port++;
    bool taken = false;
    for (unsigned i = 1; i <= d.file_count; ++i) {
      const Socket& other = d.files[i].socket;
      taken = taken || (other.bound && other.local.port == port);
    }
    if (taken) continue;
    file.socket.local.port = port;
    file.socket.bound = true;
    return;
  }
}

}  // namespace interleave
