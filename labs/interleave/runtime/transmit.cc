// Writing to pipes and connections.
#include <errno.h>
#include <sys/socket.h>

#include "labs/interleave/runtime/broken_pipe.hh"
#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/transfer.hh"

namespace interleave {
namespace {

bool can_transmit(const DescriptorCall& call) {
  return can_write(*call.file, call.amount);
}

DescriptorCall call_for(const Transfer& transfer, const File* file,
                        std::uint64_t left) {
  DescriptorCall call = {};
  call.descriptor = transfer.descriptor;
  call.pc = transfer.pc;
  call.can_go = is_addressable(transfer) ? can_transmit : nullptr;
  call.waits = (transfer.flags & MSG_DONTWAIT) == 0;
  call.amount = left;
  if (file == nullptr) return call;
  call.waits = call.waits && !file->nonblocking;
  call.timeout_ns = file->socket.send_timeout_ns;
  if (file->kind == Kind::kEvent && left == sizeof(std::uint64_t)) {
    kernel::copy(&call.amount, transfer.parts[0].iov_base, sizeof call.amount);
  }
  return call;
}

// Moves `size` bytes that come after the first `skipped`.
void gather(const Transfer& transfer, std::uint64_t skipped, std::uint32_t size,
            Stream& stream) {
  const std::uint32_t step = acting_step();
  for (unsigned i = 0; i < transfer.count && size > 0; ++i) {
    const iovec& part = transfer.parts[i];
    if (skipped >= part.iov_len) {
      skipped -= part.iov_len;
      continue;
    }
    const std::uint64_t here = part.iov_len - skipped;
    const auto length = here < size ? static_cast<std::uint32_t>(here) : size;
    put(stream, static_cast<const char*>(part.iov_base) + skipped, length,
        step);
    size -= length;
    skipped = 0;
  }
}

// The socket's errors come before any byte. Returns 0 if there is none.
long write_error(File& file, Event& event) {
  if (file.out == nullptr) return file.kind == Kind::kPipe ? -EBADF : -EPIPE;
  Socket& socket = file.socket;
  if (file.kind == Kind::kPipe) {
    if (!file.out->reader_gone) return 0;
    event.partner = file.out->end_step;
    return -EPIPE;
  }
  if (socket.error != 0 || socket.reset) event.partner = socket.step;
  if (socket.error != 0) {
    const int error = socket.error;
    socket.error = 0;
    return -error;
  }
  if (socket.reset || socket.write_shut) return -EPIPE;
  return file.peer == nullptr && socket.family == AF_UNIX ? -EPIPE : 0;
}

long give(File& file, Event& event, const Transfer& transfer,
          std::uint64_t done) {
  const long error = write_error(file, event);
  if (error != 0) return error;
  const std::uint64_t left = size_of(transfer) - done;
  if (file.peer == nullptr && left > 0) {
    answer_with_reset(file);
    return static_cast<long>(left);
  }
  if (left > 0 && !can_write(file, left)) return -EAGAIN;
  Stream& stream = *file.out;
  const std::uint32_t size =
      left < room(stream) ? static_cast<std::uint32_t>(left) : room(stream);
  gather(transfer, done, size, stream);
  if (size > 0) changed_in(file.peer);
  return size;
}

// One step of the call. Returns what it adds, or a negated errno.
long transmit_once(const Transfer& transfer, std::uint64_t done, bool* waits) {
  DescriptorCall call = call_for(transfer, file_of(transfer.descriptor),
                                 size_of(transfer) - done);
  Event& event = begin_call(call, Op::kDescriptorWrite);
  *waits = call.waits && call.file != nullptr;
  long result = -EBADF;
  if (call.file == nullptr) {
    result = kernel::call(SYS_writev, transfer.descriptor,
                          reinterpret_cast<long>(transfer.parts),
                          static_cast<long>(transfer.count));
  } else if (transfer.socket_only && call.file->kind != Kind::kSocket) {
    result = -ENOTSOCK;
  } else if (!is_addressable(transfer)) {
    result = -EFAULT;
  } else if (call.file->kind == Kind::kEvent) {
    result = write_counter(call, transfer);
  } else if (call.file->kind == Kind::kEpoll) {
    result = -EINVAL;
  } else {
    result = call.timed_out ? -EAGAIN : give(*call.file, event, transfer, done);
  }
  end_call(call, event, result);
  return result;
}

void note_parts(const Transfer& transfer) {
  if (!is_addressable(transfer)) return;
  for (unsigned i = 0; i < transfer.count; ++i) {
    note_bytes(Op::kReadRange, transfer.parts[i].iov_base,
               transfer.parts[i].iov_len, transfer.pc);
  }
}

}  // namespace

long transmit(const Transfer& transfer) {
  if ((transfer.flags & MSG_OOB) != 0) unsupported("send with MSG_OOB");
  note_parts(transfer);
  const std::uint64_t wanted = size_of(transfer);
  std::uint64_t done = 0;
  for (;;) {
    bool waits = false;
    const long result = transmit_once(transfer, done, &waits);
    if (result > 0) done += static_cast<std::uint64_t>(result);
    if (result < 0 && done == 0) {
      if (result == -EPIPE && (transfer.flags & MSG_NOSIGNAL) == 0) {
        raise_broken_pipe();
        errno = EPIPE;
      }
      return -1;
    }
    if (result <= 0 || !waits || done >= wanted) return static_cast<long>(done);
  }
}

}  // namespace interleave
