// poll, ppoll.
#include "labs/interleave/runtime/poll.hh"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/time.hh"

namespace interleave {
namespace {

// A real file's, from the kernel.
short real_readiness(int descriptor, short events) {
  pollfd entry = {descriptor, events, 0};
  kernel::call(SYS_poll, reinterpret_cast<long>(&entry), 1, 0);
  return entry.revents;
}

void look_up(PollCall& call) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < call.count; ++i) {
    const File* file = file_of(call.list[i].fd);
    call.files[i] =
        file == nullptr ? 0 : static_cast<std::uint16_t>(file - d.files);
  }
}

short ready_events(const PollCall& call, unsigned index) {
  const pollfd& entry = call.list[index];
  if (entry.fd < 0) return 0;
  if (call.files[index] == 0) return real_readiness(entry.fd, entry.events);
  const unsigned mask = readiness(state().descriptors.files[call.files[index]]);
  const auto wanted = static_cast<unsigned short>(entry.events);
  return static_cast<short>(mask & (wanted | POLLERR | POLLHUP));
}

bool any_ready(const PollCall& call) {
  for (unsigned i = 0; i < call.count; ++i) {
    if (ready_events(call, i) != 0) return true;
  }
  return false;
}

// As can_go_on of one descriptor's call.
bool can_go_on(PollCall& call) {
  if (!call.begun) look_up(call);
  if (any_ready(call)) return true;
  if (call.begun) return false;
  call.begun = true;
  Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < call.count; ++i) {
    if (call.files[i] != 0) ++d.files[call.files[i]].references;
  }
  return false;
}

bool is_ready(const Thread& thread) {
  if (is_cancelled(thread)) return true;
  return can_go_on(*reinterpret_cast<PollCall*>(thread.pending.address));
}

void stop_waiting(PollCall& call) {
  if (!call.begun) return;
  call.begun = false;
  Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < call.count; ++i) {
    if (call.files[i] != 0) release(d.files[call.files[i]]);
  }
}

int fill_events(PollCall& call) {
  int ready = 0;
  for (unsigned i = 0; i < call.count; ++i) {
    call.list[i].revents = ready_events(call, i);
    if (call.list[i].revents != 0) ++ready;
  }
  return ready;
}

int poll_call(pollfd* list, nfds_t count, std::uint64_t timeout_ns,
              std::uint32_t pc) {
  if (count > kMaxDescriptors) {
    errno = EINVAL;
    return -1;
  }
  PollCall call;
  call.list = list;
  call.count = static_cast<unsigned>(count);
  return poll_descriptors(call, timeout_ns, pc);
}

}  // namespace

int poll_descriptors(PollCall& call, std::uint64_t timeout_ns,
                     std::uint32_t pc) {
  act_on_cancel();
  call.begun = false;
  Pending pending{};
  pending.op = Op::kPoll;
  pending.pc = pc;
  if (call.count > 0 && call.list[0].fd >= 0) {
    pending.object = descriptor_object(call.list[0].fd);
  }
  pending.address = address_of(&call);
  if (timeout_ns != 0) pending.ready = is_ready;
  if (timeout_ns != 0 && timeout_ns != kForever) {
    pending.deadline = deadline_after(timeout_ns);
  }
  Event& event = perform(pending);
  if (is_cancelled(self())) {
    stop_waiting(call);
    set_result(event, -EINTR);
    act_on_cancel();
  }
  if (!call.begun) look_up(call);
  const int ready = fill_events(call);
  set_result(event, ready);
  if (ready == 0 && call.begun) end_if_quiet();
  stop_waiting(call);
  if (ready == 0) {
    give_way();
  } else {
    note_progress();
  }
  return ready;
}

bool polls_listener(const Thread& thread) {
  if (thread.pending.ready != is_ready) return false;
  const auto& call = *reinterpret_cast<const PollCall*>(thread.pending.address);
  const Descriptors& d = state().descriptors;
  for (unsigned i = 0; i < call.count; ++i) {
    if (call.files[i] != 0 && awaits_clients(d.files[call.files[i]])) {
      return true;
    }
  }
  return false;
}

}  // namespace interleave

extern "C" {

int poll(pollfd* list, nfds_t count, int timeout_ms) {
  using namespace interleave;
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_poll, list, count, timeout_ms));
  }
  const std::uint64_t timeout_ns =
      timeout_ms < 0 ? kForever
                     : static_cast<unsigned>(timeout_ms) * kMillisecond;
  return poll_call(list, count, timeout_ns, INTERLEAVE_CALLER);
}

int __poll_chk(pollfd* list, nfds_t count, int timeout_ms, size_t) {
  return poll(list, count, timeout_ms);
}

int ppoll(pollfd* list, nfds_t count, const timespec* timeout,
          const sigset_t* mask) {
  using namespace interleave;
  if (!exploring()) {
    constexpr long kSetSize = 8;
    timespec copy = timeout == nullptr ? timespec{} : *timeout;
    return static_cast<int>(real_call(SYS_ppoll, list, count,
                                      timeout == nullptr ? 0 : &copy, mask,
                                      kSetSize));
  }
  return poll_call(list, count,
                   timeout == nullptr ? kForever : length_of(*timeout),
                   INTERLEAVE_CALLER);
}

int __ppoll_chk(pollfd* list, nfds_t count, const timespec* timeout,
                const sigset_t* mask, size_t) {
  return ppoll(list, count, timeout, mask);
}

}  // extern "C"
