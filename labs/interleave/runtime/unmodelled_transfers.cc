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
#include "labs/interleave/runtime/real_call.hh"

using interleave::exploring;
using interleave::is_modelled;
using interleave::real_call;
using interleave::unsupported;

extern "C" {

ssize_t sendfile(int to, int from, off_t* offset, size_t size) {
  if (is_modelled(to) || is_modelled(from)) unsupported("sendfile");
  return real_call(SYS_sendfile, to, from, offset, size);
}

ssize_t sendfile64(int to, int from, off64_t* offset, size_t size) {
  return sendfile(to, from, offset, size);
}

ssize_t splice(int from, off64_t* from_offset, int to, off64_t* to_offset,
               size_t size, unsigned flags) {
  if (is_modelled(to) || is_modelled(from)) unsupported("splice");
  return real_call(SYS_splice, from, from_offset, to, to_offset, size, flags);
}

int sendmmsg(int descriptor, mmsghdr* messages, unsigned count, int flags) {
  if (is_modelled(descriptor)) unsupported("sendmmsg");
  return static_cast<int>(
      real_call(SYS_sendmmsg, descriptor, messages, count, flags));
}

int recvmmsg(int descriptor, mmsghdr* messages, unsigned count, int flags,
             timespec* timeout) {
  if (is_modelled(descriptor)) unsupported("recvmmsg");
  for (unsigned i = 0; i < count; ++i) {
    const msghdr& message = messages[i].msg_hdr;
    interleave::make_writable(message.msg_iov, message.msg_iovlen);
  }
  return static_cast<int>(
      real_call(SYS_recvmmsg, descriptor, messages, count, flags, timeout));
}

int timerfd_create(clockid_t clock, int flags) {
  if (exploring()) unsupported("timerfd_create");
  return static_cast<int>(real_call(SYS_timerfd_create, clock, flags));
}

int signalfd(int descriptor, const sigset_t* mask, int flags) {
  constexpr long kSetSize = 8;
  if (exploring()) unsupported("signalfd");
  return static_cast<int>(
      real_call(SYS_signalfd4, descriptor, mask, kSetSize, flags));
}

}  // extern "C"
