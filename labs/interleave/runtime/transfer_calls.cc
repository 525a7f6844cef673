// read, write, recv, send and their kin. On descriptors that are not modelled
// they are the kernel's.
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/transfer.hh"

namespace interleave {
namespace {

long address(const void* pointer) { return reinterpret_cast<long>(pointer); }

long length(std::size_t size) { return static_cast<long>(size); }

// The kernel's, with the memory that it accesses.
long real_read(int descriptor, void* buffer, std::size_t size,
               std::uint32_t pc) {
  const long got = from_kernel(
      kernel::call(SYS_read, descriptor, address(buffer), length(size)));
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
    if (output && !shows_output()) return length(size);
  }
  return from_kernel(
      kernel::call(SYS_write, descriptor, address(buffer), length(size)));
}

iovec part_of(const void* buffer, std::size_t size) {
  return {const_cast<void*>(buffer), size};
}

std::uint32_t pc_if_exploring(const void* return_address, const void* frame) {
  return exploring() ? program_pc(return_address, frame) : 0;
}

long read_part(int descriptor, void* buffer, std::size_t size,
               std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return real_read(descriptor, buffer, size, pc);
  }
  const iovec part = part_of(buffer, size);
  return receive({descriptor, pc, &part, 1, 0, false});
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
    return from_kernel(kernel::call(SYS_recvfrom, descriptor, address(buffer),
                                    length(size), flags, address(from),
                                    address(from_length)));
  }
  if (from != nullptr && from_length != nullptr) *from_length = 0;
  return recv_part(descriptor, buffer, size, flags, pc);
}

long send_to(int descriptor, const void* buffer, std::size_t size, int flags,
             const sockaddr* to, socklen_t to_length, std::uint32_t pc) {
  if (is_modelled(descriptor)) {
    return send_part(descriptor, buffer, size, flags, pc);
  }
  return from_kernel(kernel::call(SYS_sendto, descriptor, address(buffer),
                                  length(size), flags, address(to),
                                  static_cast<long>(to_length)));
}

}  // namespace
}  // namespace interleave

#define PC                                                   \
  ::interleave::pc_if_exploring(__builtin_return_address(0), \
                                __builtin_frame_address(0))

extern "C" {

ssize_t read(int descriptor, void* buffer, size_t size) {
  return interleave::read_part(descriptor, buffer, size, PC);
}

ssize_t __read_chk(int descriptor, void* buffer, size_t size, size_t) {
  return interleave::read_part(descriptor, buffer, size, PC);
}

ssize_t write(int descriptor, const void* buffer, size_t size) {
  using namespace interleave;
  const std::uint32_t pc = PC;
  if (!is_modelled(descriptor)) {
    return real_write(descriptor, buffer, size, pc);
  }
  const iovec part = part_of(buffer, size);
  return transmit({descriptor, pc, &part, 1, 0, false});
}

ssize_t readv(int descriptor, const iovec* parts, int count) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return from_kernel(
        kernel::call(SYS_readv, descriptor, address(parts), count));
  }
  return receive(
      {descriptor, PC, parts, static_cast<unsigned>(count), 0, false});
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return from_kernel(
        kernel::call(SYS_writev, descriptor, address(parts), count));
  }
  return transmit(
      {descriptor, PC, parts, static_cast<unsigned>(count), 0, false});
}

ssize_t recv(int descriptor, void* buffer, size_t size, int flags) {
  return interleave::receive_from(descriptor, buffer, size, flags, nullptr,
                                  nullptr, PC);
}

ssize_t __recv_chk(int descriptor, void* buffer, size_t size, size_t,
                   int flags) {
  return interleave::receive_from(descriptor, buffer, size, flags, nullptr,
                                  nullptr, PC);
}

ssize_t recvfrom(int descriptor, void* buffer, size_t size, int flags,
                 sockaddr* from, socklen_t* from_length) {
  return interleave::receive_from(descriptor, buffer, size, flags, from,
                                  from_length, PC);
}

ssize_t __recvfrom_chk(int descriptor, void* buffer, size_t size, size_t,
                       int flags, sockaddr* from, socklen_t* from_length) {
  return interleave::receive_from(descriptor, buffer, size, flags, from,
                                  from_length, PC);
}

ssize_t send(int descriptor, const void* buffer, size_t size, int flags) {
  return interleave::send_to(descriptor, buffer, size, flags, nullptr, 0, PC);
}

ssize_t sendto(int descriptor, const void* buffer, size_t size, int flags,
               const sockaddr* to, socklen_t to_length) {
  return interleave::send_to(descriptor, buffer, size, flags, to, to_length,
                             PC);
}

ssize_t recvmsg(int descriptor, msghdr* message, int flags) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return from_kernel(
        kernel::call(SYS_recvmsg, descriptor, address(message), flags));
  }
  message->msg_namelen = 0;
  message->msg_controllen = 0;
  message->msg_flags = 0;
  return receive({descriptor, PC, message->msg_iov,
                  static_cast<unsigned>(message->msg_iovlen), flags, true});
}

ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
  using namespace interleave;
  if (!is_modelled(descriptor)) {
    return from_kernel(
        kernel::call(SYS_sendmsg, descriptor, address(message), flags));
  }
  if (message->msg_controllen > 0) unsupported("sendmsg with control data");
  return transmit({descriptor, PC, message->msg_iov,
                   static_cast<unsigned>(message->msg_iovlen), flags, true});
}

}  // extern "C"
