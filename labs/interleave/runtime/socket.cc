// socket, bind, listen, accept, connect, shutdown.
#include "labs/interleave/runtime/connection.hh"

#include <errno.h>
#include <sys/socket.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/socket_address.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr int kMostBacklog = 4096;

int make_socket(int family, int type, std::uint32_t pc) {
  if ((family != AF_INET && family != AF_INET6) ||
      (type & 0xff) != SOCK_STREAM) {
    unsupported("socket other than a TCP one");
  }
  Event& event = perform({.op = Op::kSocket, .pc = pc});
  File& file = new_file(Kind::kSocket);
  file.nonblocking = (type & SOCK_NONBLOCK) != 0;
  file.socket.family = static_cast<std::uint16_t>(family);
  const int number = new_descriptor(file, (type & SOCK_CLOEXEC) != 0);
  if (number >= 0) event.object = descriptor_object(number);
  return static_cast<int>(set_result(event, number));
}

int bind_file(File& file, const Address& address) {
  Socket& socket = file.socket;
  if (socket.bound || socket.phase != Phase::kFresh) return -EINVAL;
  if (!is_local(address)) return -EADDRNOTAVAIL;
  Socket wanted = socket;
  wanted.local = address;
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.file_count && address.port != 0; ++i) {
    const Socket& other = d.files[i].socket;
    if (other.bound && conflict(wanted, other)) return -EADDRINUSE;
  }
  socket.local = address;
  socket.bound = true;
  if (address.port == 0) pick_port(file);
  return 0;
}

int listen_on(File& file, int backlog) {
  Socket& socket = file.socket;
  if (socket.phase == Phase::kConnected) return -EINVAL;
  if (!socket.bound) {
    if (socket.family != AF_INET6) socket.local = loopback(AF_INET);
    for (unsigned i = 12; i < 16; ++i) socket.local.bytes[i] = 0;
    pick_port(file);
  }
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.file_count; ++i) {
    const Socket& other = d.files[i].socket;
    if (&other != &socket && other.phase == Phase::kListening &&
        conflict(socket, other)) {
      return -EADDRINUSE;
    }
  }
  socket.phase = Phase::kListening;
  socket.read_shut = false;
  socket.step = acting_step();
  const bool odd = backlog < 0 || backlog > kMostBacklog;
  socket.backlog = static_cast<std::uint32_t>(odd ? kMostBacklog : backlog);
  note_progress();
  return 0;
}

bool can_accept(const DescriptorCall& call) {
  const Socket& socket = call.file->socket;
  return socket.phase != Phase::kListening || socket.read_shut ||
         socket.queued > 0;
}

int accept_from(DescriptorCall& call, Event& event, sockaddr* from,
                socklen_t* length, int flags) {
  if (call.file == nullptr) {
    return static_cast<int>(
        kernel::call(SYS_accept4, call.descriptor, reinterpret_cast<long>(from),
                     reinterpret_cast<long>(length), flags));
  }
  Socket& socket = call.file->socket;
  if (call.file->kind != Kind::kSocket) return -ENOTSOCK;
  if (call.timed_out) return -EAGAIN;
  if (socket.phase != Phase::kListening || socket.read_shut) return -EINVAL;
  if (socket.queued == 0) return -EAGAIN;
  const int number = new_number((flags & SOCK_CLOEXEC) != 0);
  if (number < 0) return number;
  File& file = take_connection(*call.file);
  bind_descriptor(number, &file);
  event.partner = file.socket.step;
  file.nonblocking = (flags & SOCK_NONBLOCK) != 0;
  write_address(file.socket.remote, file.socket.family, from, length);
  return number;
}

int accept_call(int descriptor, sockaddr* from, socklen_t* length, int flags,
                std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return static_cast<int>(
        real_call(SYS_accept4, descriptor, from, length, flags));
  }
  const File& file = *file_of(descriptor);
  DescriptorCall call = {};
  call.descriptor = descriptor;
  call.pc = pc;
  call.waits = !file.nonblocking;
  call.can_go = can_accept;
  call.timeout_ns = file.socket.receive_timeout_ns;
  Event& event = begin_call(call, Op::kAccept);
  const int result = accept_from(call, event, from, length, flags);
  return static_cast<int>(end_call(call, event, result));
}

int shut_down(File& file, int how) {
  Socket& socket = file.socket;
  if (how < SHUT_RD || how > SHUT_RDWR) return -EINVAL;
  if (socket.phase == Phase::kListening && how != SHUT_WR) {
    socket.read_shut = true;
    changed_in(&file);
    note_progress();
    return 0;
  }
  if (socket.phase != Phase::kConnected || socket.reset) return -ENOTCONN;
  if (how != SHUT_WR) {
    socket.read_shut = true;
    if (!file.in->ended) file.in->end_step = acting_step();
    changed_in(&file);
  }
  if (how != SHUT_RD) end_writing(file);
  note_progress();
  return 0;
}

// A call on a socket that does not wait: begins it, checks the descriptor.
// Null: no socket, and the call has its error.
File* begin_on_socket(DescriptorCall& call, Event& event) {
  if (call.file != nullptr && call.file->kind == Kind::kSocket) {
    return call.file;
  }
  end_call(call, event, call.file == nullptr ? -EBADF : -ENOTSOCK);
  return nullptr;
}

}  // namespace
}  // namespace interleave

extern "C" {

int socket(int family, int type, int protocol) {
  using namespace interleave;
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_socket, family, type, protocol));
  }
  return make_socket(family, type, INTERLEAVE_CALLER);
}

int bind(int descriptor, const sockaddr* address, socklen_t length) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(real_call(SYS_bind, descriptor, address, length));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kBind, descriptor, INTERLEAVE_CALLER);
  File* file = begin_on_socket(call, event);
  if (file == nullptr) return -1;
  Address where;
  int result = read_address(address, length, file->socket.family, where);
  if (result == 0) result = bind_file(*file, where);
  return static_cast<int>(end_call(call, event, result));
}

int listen(int descriptor, int backlog) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(real_call(SYS_listen, descriptor, backlog));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kListen, descriptor, INTERLEAVE_CALLER);
  File* file = begin_on_socket(call, event);
  if (file == nullptr) return -1;
  const int result = listen_on(*file, backlog);
  return static_cast<int>(end_call(call, event, result));
}

int accept(int descriptor, sockaddr* from, socklen_t* length) {
  using namespace interleave;
  return accept_call(descriptor, from, length, 0, INTERLEAVE_SITE);
}

int accept4(int descriptor, sockaddr* from, socklen_t* length, int flags) {
  using namespace interleave;
  return accept_call(descriptor, from, length, flags, INTERLEAVE_SITE);
}

int shutdown(int descriptor, int how) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(real_call(SYS_shutdown, descriptor, how));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kShutdown, descriptor, INTERLEAVE_CALLER);
  File* file = begin_on_socket(call, event);
  if (file == nullptr) return -1;
  const int result = shut_down(*file, how);
  return static_cast<int>(end_call(call, event, result));
}

}  // extern "C"
