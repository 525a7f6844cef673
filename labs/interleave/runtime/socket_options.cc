// setsockopt, getsockopt, getsockname, getpeername.
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/socket_address.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

int read_timeout(const void* value, socklen_t length, std::uint64_t& timeout) {
  if (length < sizeof(timeval)) return -EINVAL;
  timeval time;
  kernel::copy(&time, value, sizeof time);
  if (time.tv_usec < 0 || time.tv_usec >= 1'000'000) return -EDOM;
  timeout = static_cast<std::uint64_t>(time.tv_sec) * kSecond +
            static_cast<std::uint64_t>(time.tv_usec) * kMicrosecond;
  return 0;
}

int set_linger(Socket& socket, const void* value, socklen_t length) {
  if (length < sizeof(linger)) return -EINVAL;
  linger option;
  kernel::copy(&option, value, sizeof option);
  socket.linger_reset = option.l_onoff != 0 && option.l_linger == 0;
  return 0;
}

// Options that change nothing here (buffer sizes, TCP_NODELAY) are accepted.
int set_option(Socket& socket, int level, int name, const void* value,
               socklen_t length) {
  if (level == SOL_SOCKET) {
    if (name == SO_RCVTIMEO) {
      return read_timeout(value, length, socket.receive_timeout_ns);
    }
    if (name == SO_SNDTIMEO) {
      return read_timeout(value, length, socket.send_timeout_ns);
    }
    if (name == SO_LINGER) return set_linger(socket, value, length);
  }
  if (length < sizeof(int)) return -EINVAL;
  int number = 0;
  kernel::copy(&number, value, sizeof number);
  if (level == SOL_SOCKET && name == SO_REUSEADDR) {
    socket.reuse_address = number != 0;
  } else if (level == SOL_SOCKET && name == SO_REUSEPORT) {
    socket.reuse_port = number != 0;
  } else if (level == IPPROTO_IPV6 && name == IPV6_V6ONLY) {
    socket.v6_only = number != 0;
  }
  return 0;
}

int take_error(Socket& socket) {
  const int error = socket.error;
  socket.error = 0;
  return error;
}

int number_option(Socket& socket, int level, int name) {
  if (level == IPPROTO_IPV6 && name == IPV6_V6ONLY) return socket.v6_only;
  if (level != SOL_SOCKET) return 0;
  switch (name) {
    case SO_ERROR:
      return take_error(socket);
    case SO_TYPE:
      return SOCK_STREAM;
    case SO_DOMAIN:
      return socket.family;
    case SO_PROTOCOL:
      return socket.family == AF_UNIX ? 0 : IPPROTO_TCP;
    case SO_ACCEPTCONN:
      return socket.phase == Phase::kListening;
    case SO_REUSEADDR:
      return socket.reuse_address;
    case SO_REUSEPORT:
      return socket.reuse_port;
    case SO_RCVBUF:
    case SO_SNDBUF:
      return static_cast<int>(kStreamCapacity);
    default:
      return 0;
  }
}

int get_option(Socket& socket, int level, int name, void* value,
               socklen_t* length) {
  if (level == SOL_SOCKET &&
      (name == SO_RCVTIMEO || name == SO_SNDTIMEO || name == SO_LINGER)) {
    unsupported("getsockopt of a timeout or of SO_LINGER");
  }
  const int number = number_option(socket, level, name);
  if (*length > sizeof number) *length = sizeof number;
  kernel::copy(value, &number, *length);
  return 0;
}

// The socket of a call, or null and the error in `error`.
File* socket_of(const DescriptorCall& call, int& error) {
  error = call.file == nullptr ? -EBADF : -ENOTSOCK;
  if (call.file == nullptr || call.file->kind != Kind::kSocket) return nullptr;
  error = 0;
  return call.file;
}

int name_call(int descriptor, bool peer, sockaddr* to, socklen_t* length,
              std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return static_cast<int>(real_call(peer ? SYS_getpeername : SYS_getsockname,
                                      descriptor, to, length));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kDescriptorOption, descriptor, pc);
  int error = 0;
  if (const File* file = socket_of(call, error)) {
    const Socket& socket = file->socket;
    if (peer && (socket.phase != Phase::kConnected || socket.reset)) {
      error = -ENOTCONN;
    } else {
      write_address(peer ? socket.remote : socket.local, socket.family, to,
                    length);
    }
  }
  return static_cast<int>(set_result(event, error));
}

}  // namespace
}  // namespace interleave

extern "C" {

int setsockopt(int descriptor, int level, int name, const void* value,
               socklen_t length) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(
        real_call(SYS_setsockopt, descriptor, level, name, value, length));
  }
  DescriptorCall call;
  Event& event =
      begin_call(call, Op::kDescriptorOption, descriptor, INTERLEAVE_SITE);
  int result = 0;
  if (File* file = socket_of(call, result)) {
    result = set_option(file->socket, level, name, value, length);
  }
  return static_cast<int>(set_result(event, result));
}

int getsockopt(int descriptor, int level, int name, void* value,
               socklen_t* length) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(
        real_call(SYS_getsockopt, descriptor, level, name, value, length));
  }
  DescriptorCall call;
  Event& event =
      begin_call(call, Op::kDescriptorOption, descriptor, INTERLEAVE_SITE);
  int result = 0;
  if (File* file = socket_of(call, result)) {
    result = get_option(file->socket, level, name, value, length);
  }
  return static_cast<int>(set_result(event, result));
}

int getsockname(int descriptor, sockaddr* to, socklen_t* length) {
  return interleave::name_call(descriptor, false, to, length, INTERLEAVE_SITE);
}

int getpeername(int descriptor, sockaddr* to, socklen_t* length) {
  return interleave::name_call(descriptor, true, to, length, INTERLEAVE_SITE);
}

}  // extern "C"
