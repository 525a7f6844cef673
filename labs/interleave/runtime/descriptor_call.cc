#include "labs/interleave/runtime/descriptor_call.hh"

#include <errno.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

// Looks the descriptor up unless the call has begun. A call begins to wait
// here, since whether it can go on is asked only when it could be chosen.
bool can_go_on(DescriptorCall& call) {
  if (!call.begun) call.file = file_of(call.descriptor);
  if (call.file == nullptr || call.can_go == nullptr || !call.waits) {
    return true;
  }
  if (call.can_go(call)) return true;
  if (!call.begun) {
    call.begun = true;
    ++call.file->references;
  }
  return false;
}

bool is_ready(const Thread& thread) {
  if (is_cancelled(thread)) return true;
  return can_go_on(*reinterpret_cast<DescriptorCall*>(thread.pending.address));
}

void stop_waiting(DescriptorCall& call) {
  if (!call.begun) return;
  call.begun = false;
  release(*call.file);
}

// A call failed, or found the end of file. A few times in a row at one place
// is a loop that does not notice.
void note_fruitless(std::uint32_t pc) {
  constexpr std::uint32_t kRepeats = 4;
  Fruitless& last = state().descriptors.fruitless[self().number];
  if (last.pc != pc) last = {pc, 0};
  if (++last.count >= kRepeats) give_way();
}

}  // namespace

Event& begin_call(DescriptorCall& call, Op op) {
  const bool may_wait = call.waits && call.can_go != nullptr;
  if (may_wait) act_on_cancel();
  Pending pending{};
  pending.op = op;
  pending.pc = call.pc;
  pending.object = descriptor_object(call.descriptor);
  pending.address = address_of(&call);
  if (!can_go_on(call) && call.timeout_ns != 0) {
    pending.deadline = deadline_after(call.timeout_ns);
  }
  if (may_wait) pending.ready = is_ready;
  Event& event = perform(pending);
  if (may_wait && is_cancelled(self())) {
    stop_waiting(call);
    set_result(event, -EINTR);
    act_on_cancel();
  }
  call.timed_out = !can_go_on(call);
  return event;
}

Event& begin_call(DescriptorCall& call, Op op, int descriptor,
                  std::uint32_t pc) {
  call = {};
  call.descriptor = descriptor;
  call.pc = pc;
  return begin_call(call, op);
}

long set_result(Event& event, long result) {
  if (result >= 0) {
    event.value = static_cast<std::uint64_t>(result);
    event.extra = 0;
    return result;
  }
  event.value = ~std::uint64_t{0};
  event.extra = static_cast<std::uint64_t>(-result);
  return fail(static_cast<int>(-result));
}

long end_call(DescriptorCall& call, Event& event, long result) {
  const long returned = set_result(event, result);
  if (call.timed_out) end_if_quiet();
  stop_waiting(call);
  if (result == -EAGAIN || call.idle) {
    give_way();  // asking again and again is not progress
  } else if (result <= 0) {
    note_fruitless(event.pc);  // nor is meeting the same end of file
  } else {
    state().descriptors.fruitless[self().number] = {};
    note_progress();
  }
  return returned;
}

const DescriptorCall* waiting_call(const Thread& thread) {
  if (thread.pending.ready != is_ready) return nullptr;
  return reinterpret_cast<const DescriptorCall*>(thread.pending.address);
}

void note_bytes(Op op, const void* address, std::uint64_t size,
                std::uint32_t pc) {
  if (size == 0) return;
  Pending pending{};
  pending.op = op;
  pending.pc = pc;
  pending.object = object_of(address);
  pending.extra = size;
  note(pending);
  check_block(address, size);
}

}  // namespace interleave
