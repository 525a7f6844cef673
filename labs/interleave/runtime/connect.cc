// connect.
#include <errno.h>
#include <sys/socket.h>

#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/socket_address.hh"

namespace interleave {
namespace {

const Address& target(const DescriptorCall& call) {
  return *static_cast<const Address*>(call.argument);
}

// Only a full backlog makes it wait.
bool can_connect(const DescriptorCall& call) {
  if (call.file->kind != Kind::kSocket) return true;
  if (call.file->socket.phase != Phase::kFresh) return true;
  const File* listener = find_listener(target(call));
  return listener == nullptr || has_room(*listener);
}

int refuse(File& file) {
  if (!file.nonblocking) return -ECONNREFUSED;
  file.socket.error = ECONNREFUSED;
  file.socket.step = acting_step();
  changed_in(&file);
  changed_out(&file);
  return -EINPROGRESS;
}

int connect_file(File& file, const Address& to, Event& event) {
  Socket& socket = file.socket;
  if (socket.in_progress) {  // told by the second call, as in Linux
    socket.in_progress = false;
    return 0;
  }
  if (socket.phase != Phase::kFresh) return -EISCONN;
  if (socket.error != 0) {
    const int error = socket.error;
    socket.error = 0;
    return -error;
  }
  if (!is_local(to)) unsupported("connect to another machine");
  File* listener = find_listener(to);
  if (listener == nullptr) return refuse(file);
  if (!has_room(*listener)) return -EAGAIN;  // unlike Linux, where it retries
  if (!socket.bound) pick_port(file);
  const std::uint16_t port = socket.local.port;
  socket.local = to;
  socket.local.port = port;
  socket.remote = to;
  event.partner = listener->socket.step;
  queue_connection(*listener, file);
  socket.in_progress = file.nonblocking;
  return file.nonblocking ? -EINPROGRESS : 0;
}

// Any address means this machine.
Address reachable(const Address& to, unsigned family) {
  if (!is_any(to)) return to;
  Address address = loopback(to.bytes[10] == 0xff ? AF_INET : family);
  address.port = to.port;
  return address;
}

long connect_call(int descriptor, const sockaddr* to, socklen_t length,
                  std::uint32_t pc) {
  const File& file = *file_of(descriptor);
  Address address;
  const int error = read_address(to, length, file.socket.family, address);
  if (error == 0) address = reachable(address, file.socket.family);
  DescriptorCall call = {};
  call.descriptor = descriptor;
  call.pc = pc;
  call.can_go = error == 0 ? can_connect : nullptr;
  call.waits = !file.nonblocking;
  call.argument = &address;
  call.timeout_ns = file.socket.send_timeout_ns;
  Event& event = begin_call(call, Op::kConnect);
  long result = error;
  if (call.file == nullptr) {
    result = -EBADF;
  } else if (call.file->kind != Kind::kSocket) {
    result = -ENOTSOCK;
  } else if (call.timed_out) {
    result = -EINPROGRESS;
  } else if (error == 0) {
    result = connect_file(*call.file, address, event);
  }
  return end_call(call, event, result);
}

}  // namespace
}  // namespace interleave

extern "C" int connect(int descriptor, const sockaddr* to, socklen_t length) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return static_cast<int>(real_call(SYS_connect, descriptor, to, length));
  }
  return static_cast<int>(
      connect_call(descriptor, to, length, INTERLEAVE_CALLER));
}
