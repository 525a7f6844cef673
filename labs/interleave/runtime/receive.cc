// Reading from pipes and connections.
#include <errno.h>
#include <sys/socket.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/transfer.hh"

namespace interleave {
namespace {

bool can_receive(const DescriptorCall& call) { return can_read(*call.file); }

DescriptorCall call_for(const Transfer& transfer, const File* file) {
  DescriptorCall call = {};
  call.descriptor = transfer.descriptor;
  call.pc = transfer.pc;
  call.waits = (transfer.flags & MSG_DONTWAIT) == 0;
  if (file != nullptr) {
    call.waits = call.waits && !file->nonblocking;
    call.timeout_ns = file->socket.receive_timeout_ns;
  }
  // Reading nothing does not wait, nor does what fails at once.
  const bool reads = size_of(transfer) > 0 && is_addressable(transfer);
  call.can_go = reads ? can_receive : nullptr;
  return call;
}

// Copies from the stream's beginning to the parts, `skipped` bytes of which
// are filled already.
void scatter(const Stream& stream, const Transfer& transfer,
             std::uint64_t skipped, std::uint32_t size) {
  std::uint32_t done = 0;
  for (unsigned i = 0; i < transfer.count && done < size; ++i) {
    const iovec& part = transfer.parts[i];
    if (skipped >= part.iov_len) {
      skipped -= part.iov_len;
      continue;
    }
    const std::uint64_t space = part.iov_len - skipped;
    const auto length =
        static_cast<std::uint32_t>(space < size - done ? space : size - done);
    char* to = static_cast<char*>(part.iov_base) + skipped;
    note_bytes(Op::kWriteRange, to, length, transfer.pc);
    peek(stream, done, to, length);
    done += length;
    skipped = 0;
  }
}

// What a read finds that finds no bytes.
long end_of_data(File& file, Event& event) {
  if (file.in == nullptr) return file.kind == Kind::kPipe ? -EBADF : -ENOTCONN;
  Socket& socket = file.socket;
  if (file.in->ended || socket.read_shut) {
    event.partner = file.in->end_step;
    return 0;
  }
  if (socket.error != 0 || socket.reset) event.partner = socket.step;
  if (socket.error != 0) {
    const int error = socket.error;
    socket.error = 0;
    return -error;
  }
  return socket.reset ? 0 : -EAGAIN;
}

// A read whose bytes several threads wrote is ordered after all of them: one
// more event for each.
void note_sources(const Sources& sources, const Transfer& transfer) {
  for (unsigned i = 1; i < sources.count; ++i) {
    Pending pending{};
    pending.op = Op::kDescriptorRead;
    pending.pc = transfer.pc;
    pending.object = descriptor_object(transfer.descriptor);
    Event& event = note(pending);
    event.value = sources.list[i].bytes;
    event.partner = sources.list[i].step;
  }
}

// Takes what there is, as far as it fits behind `done` bytes.
long take(File& file, Event& event, const Transfer& transfer,
          std::uint64_t done) {
  if (file.in == nullptr || file.in->size == 0) return end_of_data(file, event);
  Stream& stream = *file.in;
  const std::uint64_t wanted = size_of(transfer) - done;
  const std::uint32_t size =
      wanted < stream.size ? static_cast<std::uint32_t>(wanted) : stream.size;
  Sources sources;
  find_sources(stream, size, sources);
  if (sources.count > 0) event.partner = sources.list[0].step;
  note_sources(sources, transfer);
  scatter(stream, transfer, done, size);
  if ((transfer.flags & MSG_PEEK) == 0) {
    if (room(stream) < kAtomicWrite) changed_out(file.peer);
    discard(stream, size);
  }
  return size;
}

// One step of the call. Returns what it adds, or a negated errno.
long receive_once(const Transfer& transfer, std::uint64_t done) {
  DescriptorCall call = call_for(transfer, file_of(transfer.descriptor));
  Event& event = begin_call(call, Op::kDescriptorRead);
  long result = -EBADF;
  if (call.file == nullptr) {
    make_writable(transfer.parts, transfer.count);
    result = kernel::call(SYS_readv, transfer.descriptor,
                          reinterpret_cast<long>(transfer.parts),
                          static_cast<long>(transfer.count));
  } else if (transfer.socket_only && call.file->kind != Kind::kSocket) {
    result = -ENOTSOCK;
  } else if (!is_addressable(transfer)) {
    result = -EFAULT;
  } else if (call.file->kind == Kind::kEvent) {
    result = read_counter(call, event, transfer);
  } else if (call.file->kind == Kind::kEpoll) {
    result = -EINVAL;
  } else if (call.can_go == nullptr) {
    result = 0;
  } else {
    result = call.timed_out ? -EAGAIN : take(*call.file, event, transfer, done);
  }
  end_call(call, event, result);
  return result;
}

}  // namespace

std::uint64_t size_of(const Transfer& transfer) {
  std::uint64_t size = 0;
  for (unsigned i = 0; i < transfer.count; ++i) {
    size += transfer.parts[i].iov_len;
  }
  return size;
}

bool is_addressable(const Transfer& transfer) {
  for (unsigned i = 0; i < transfer.count; ++i) {
    const iovec& part = transfer.parts[i];
    if (!is_addressable(part.iov_base, part.iov_len)) return false;
  }
  return true;
}

long receive(const Transfer& transfer) {
  if ((transfer.flags & MSG_OOB) != 0) unsupported("recv with MSG_OOB");
  const bool all =
      (transfer.flags & MSG_WAITALL) != 0 && (transfer.flags & MSG_PEEK) == 0;
  const std::uint64_t wanted = size_of(transfer);
  std::uint64_t done = 0;
  for (;;) {
    const long result = receive_once(transfer, done);
    if (result > 0) done += static_cast<std::uint64_t>(result);
    if (done > 0 && (result <= 0 || !all || done >= wanted)) {
      return static_cast<long>(done);
    }
    if (result <= 0) return result < 0 ? -1 : 0;
  }
}

}  // namespace interleave
