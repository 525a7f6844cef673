// read, write, recv, send and their kin. On descriptors that are not modelled
// they are the kernel's.
#include <errno.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/transfer.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

// The kernel's, with the memory that it accesses.
long real_read(int descriptor, void* buffer, std::size_t size,
               std::uint32_t pc) {
  make_writable(buffer, size);
  const long got = real_call(SYS_read, descriptor, buffer, size);
  if (got > 0 && exploring()) {
    note_bytes(Op::kWriteRange, buffer, static_cast<std::uint64_t>(got), pc);
  }
  return got;
}

long real_write(int descriptor, const void* buffer, std::size_t size,
                std::uint32_t pc) {
  if (exploring() && is_addressable(buffer, size)) {
    note_bytes(Op::kReadRange, buffer, size, pc);
    const bool output = descriptor == 1 || descriptor == 2;
    if (output && !shows_output()) return static_cast<long>(size);
  }
  return real_call(SYS_write, descriptor, buffer, size);
}

iovec part_of(const void* buffer, std::size_t size) {
  return {const_cast<void*>(buffer), size};
}

long read_part(int descriptor, void* buffer, std::size_t size,
               std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return real_read(descriptor, buffer, size, pc);
  }
  const iovec part = part_of(buffer, size);
  return receive({descriptor, pc, &part, 1, 0, false});
}

long write_part(int descriptor, const void* buffer, std::size_t size,
                std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return real_write(descriptor, buffer, size, pc);
  }
  const iovec part = part_of(buffer, size);
  return transmit({descriptor, pc, &part, 1, 0, false});
}

long recv_part(int descriptor, void* buffer, std::size_t size, int flags,
               std::uint32_t pc) {
  const iovec part = part_of(buffer, size);
  return receive({descriptor, pc, &part, 1, flags, true});
}

long send_part(int descriptor, const void* buffer, std::size_t size, int flags,
               std::uint32_t pc) {
  const iovec part = part_of(buffer, size);
  return transmit({descriptor, pc, &part, 1, flags, true});
}

long receive_from(int descriptor, void* buffer, std::size_t size, int flags,
                  sockaddr* from, socklen_t* from_length, std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    make_writable(buffer, size);
    return real_call(SYS_recvfrom, descriptor, buffer, size, flags, from,
                     from_length);
  }
  if (from != nullptr && from_length != nullptr) *from_length = 0;
  return recv_part(descriptor, buffer, size, flags, pc);
}

long send_to(int descriptor, const void* buffer, std::size_t size, int flags,
             const sockaddr* to, socklen_t to_length, std::uint32_t pc) {
  if (is_modelled(descriptor)) {
    return send_part(descriptor, buffer, size, flags, pc);
  }
  return real_call(SYS_sendto, descriptor, buffer, size, flags, to, to_length);
}

}  // namespace
}  // namespace interleave

extern "C" {

ssize_t read(int descriptor, void* buffer, size_t size) {
  return interleave::read_part(descriptor, buffer, size, INTERLEAVE_SITE);
}

ssize_t __read_chk(int descriptor, void* buffer, size_t size, size_t) {
  return interleave::read_part(descriptor, buffer, size, INTERLEAVE_SITE);
}

ssize_t write(int descriptor, const void* buffer, size_t size) {
  return interleave::write_part(descriptor, buffer, size, INTERLEAVE_SITE);
}

// The C library's would not find the ones above.
int eventfd_read(int descriptor, eventfd_t* value) {
  const long got =
      interleave::read_part(descriptor, value, sizeof *value, INTERLEAVE_SITE);
  return got == sizeof *value ? 0 : -1;
}

int eventfd_write(int descriptor, eventfd_t value) {
  const long put =
      interleave::write_part(descriptor, &value, sizeof value, INTERLEAVE_SITE);
  return put == sizeof value ? 0 : -1;
}

ssize_t readv(int descriptor, const iovec* parts, int count) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    make_writable(parts, static_cast<std::uint64_t>(count < 0 ? 0 : count));
    return real_call(SYS_readv, descriptor, parts, count);
  }
  return receive({descriptor, INTERLEAVE_SITE, parts,
                  static_cast<unsigned>(count), 0, false});
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return real_call(SYS_writev, descriptor, parts, count);
  }
  return transmit({descriptor, INTERLEAVE_SITE, parts,
                   static_cast<unsigned>(count), 0, false});
}

ssize_t recv(int descriptor, void* buffer, size_t size, int flags) {
  return interleave::receive_from(descriptor, buffer, size, flags, nullptr,
                                  nullptr, INTERLEAVE_SITE);
}

ssize_t __recv_chk(int descriptor, void* buffer, size_t size, size_t,
                   int flags) {
  return interleave::receive_from(descriptor, buffer, size, flags, nullptr,
                                  nullptr, INTERLEAVE_SITE);
}

ssize_t recvfrom(int descriptor, void* buffer, size_t size, int flags,
                 sockaddr* from, socklen_t* from_length) {
  return interleave::receive_from(descriptor, buffer, size, flags, from,
                                  from_length, INTERLEAVE_SITE);
}

ssize_t __recvfrom_chk(int descriptor, void* buffer, size_t size, size_t,
                       int flags, sockaddr* from, socklen_t* from_length) {
  return interleave::receive_from(descriptor, buffer, size, flags, from,
                                  from_length, INTERLEAVE_SITE);
}

ssize_t send(int descriptor, const void* buffer, size_t size, int flags) {
  return interleave::send_to(descriptor, buffer, size, flags, nullptr, 0,
                             INTERLEAVE_SITE);
}

ssize_t sendto(int descriptor, const void* buffer, size_t size, int flags,
               const sockaddr* to, socklen_t to_length) {
  return interleave::send_to(descriptor, buffer, size, flags, to, to_length,
                             INTERLEAVE_SITE);
}

ssize_t recvmsg(int descriptor, msghdr* message, int flags) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    make_writable(message->msg_iov, message->msg_iovlen);
    make_writable(message->msg_name, message->msg_namelen);
    make_writable(message->msg_control, message->msg_controllen);
    return real_call(SYS_recvmsg, descriptor, message, flags);
  }
  message->msg_namelen = 0;
  message->msg_controllen = 0;
  message->msg_flags = 0;
  return receive({descriptor, INTERLEAVE_SITE, message->msg_iov,
                  static_cast<unsigned>(message->msg_iovlen), flags, true});
}

ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return real_call(SYS_sendmsg, descriptor, message, flags);
  }
  if (message->msg_controllen > 0) unsupported("sendmsg with control data");
  return transmit({descriptor, INTERLEAVE_SITE, message->msg_iov,
                   static_cast<unsigned>(message->msg_iovlen), flags, true});
}

}  // extern "C"
