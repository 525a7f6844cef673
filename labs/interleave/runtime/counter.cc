// eventfd: a counter that is read and written eight bytes at a time.
#include <errno.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/transfer.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kSize = sizeof(std::uint64_t);

}  // namespace

// Its stream has no bytes; the counts are there, for who added them.
long read_counter(DescriptorCall& call, Event& event,
                  const Transfer& transfer) {
  File& file = *call.file;
  if (transfer.count == 0 || transfer.parts[0].iov_len < kSize) return -EINVAL;
  if (file.counter == 0) return -EAGAIN;
  const std::uint64_t value = file.semaphore ? 1 : file.counter;
  Sources sources;
  find_sources(*file.in, file.semaphore ? 1 : ~std::uint32_t{0}, sources);
  if (sources.count > 0) event.partner = sources.list[0].step;
  for (unsigned i = 1; i < sources.count; ++i) {
    Pending pending{};
    pending.op = Op::kDescriptorRead;
    pending.pc = call.pc;
    pending.object = descriptor_object(call.descriptor);
    note(pending).partner = sources.list[i].step;
  }
  if (file.semaphore) {
    discard_origins(*file.in, 1);
  } else {
    file.in->origin_count = 0;
  }
  file.counter -= value;
  changed_out(&file);
  note_bytes(Op::kWriteRange, transfer.parts[0].iov_base, kSize, call.pc);
  kernel::copy(transfer.parts[0].iov_base, &value, kSize);
  return kSize;
}

long write_counter(DescriptorCall& call, const Transfer& transfer) {
  File& file = *call.file;
  if (transfer.count == 0 || transfer.parts[0].iov_len < kSize) return -EINVAL;
  std::uint64_t value = 0;
  kernel::copy(&value, transfer.parts[0].iov_base, kSize);
  if (value == ~std::uint64_t{0}) return -EINVAL;
  if (!can_write(file, value)) return -EAGAIN;
  if (value == 0) return kSize;
  file.counter += value;
  constexpr std::uint64_t kMost = 0x7fffffff;
  const std::uint64_t count = value < kMost ? value : kMost;
  add_origin(*file.in, acting_step(), static_cast<std::uint32_t>(count));
  changed_in(&file);
  return kSize;
}

}  // namespace interleave
