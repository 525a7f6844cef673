// Ways to move bytes and to wait that the model of descriptors does not have:
// they end the schedule and say which they were. On real files they are the
// kernel's.
#include <signal.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/uio.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"

using interleave::exploring;
using interleave::from_kernel;
using interleave::is_modelled;
using interleave::unsupported;

namespace {

long address(const void* pointer) { return reinterpret_cast<long>(pointer); }

long length(std::size_t size) { return static_cast<long>(size); }

}  // namespace

extern "C" {

ssize_t sendfile(int to, int from, off_t* offset, size_t size) {
  if (is_modelled(to) || is_modelled(from)) unsupported("sendfile");
  return from_kernel(interleave::kernel::call(SYS_sendfile, to, from,
                                              address(offset), length(size)));
}

ssize_t sendfile64(int to, int from, off64_t* offset, size_t size) {
  return sendfile(to, from, offset, size);
}

ssize_t splice(int from, off64_t* from_offset, int to, off64_t* to_offset,
               size_t size, unsigned flags) {
  if (is_modelled(to) || is_modelled(from)) unsupported("splice");
  return from_kernel(
      interleave::kernel::call(SYS_splice, from, address(from_offset), to,
                               address(to_offset), length(size), flags));
}

int sendmmsg(int descriptor, mmsghdr* messages, unsigned count, int flags) {
  if (is_modelled(descriptor)) unsupported("sendmmsg");
  return static_cast<int>(from_kernel(interleave::kernel::call(
      SYS_sendmmsg, descriptor, address(messages), count, flags)));
}

int recvmmsg(int descriptor, mmsghdr* messages, unsigned count, int flags,
             timespec* timeout) {
  if (is_modelled(descriptor)) unsupported("recvmmsg");
  return static_cast<int>(from_kernel(
      interleave::kernel::call(SYS_recvmmsg, descriptor, address(messages),
                               count, flags, address(timeout))));
}

int timerfd_create(clockid_t clock, int flags) {
  if (exploring()) unsupported("timerfd_create");
  return static_cast<int>(
      from_kernel(interleave::kernel::call(SYS_timerfd_create, clock, flags)));
}

int signalfd(int descriptor, const sigset_t* mask, int flags) {
  constexpr long kSetSize = 8;
  if (exploring()) unsupported("signalfd");
  return static_cast<int>(from_kernel(interleave::kernel::call(
      SYS_signalfd4, descriptor, address(mask), kSetSize, flags)));
}

}  // extern "C"
