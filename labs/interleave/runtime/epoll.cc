// epoll_create, epoll_create1, epoll_ctl, epoll_wait, epoll_pwait.
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"
#include "labs/interleave/runtime/watches.hh"

namespace interleave {
namespace {

int make_set(int flags, std::uint32_t pc) {
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_epoll_create1, flags));
  }
  Event& event = perform({.op = Op::kPipe, .pc = pc});
  File& file = new_file(Kind::kEpoll);
  const int number = new_descriptor(file, (flags & EPOLL_CLOEXEC) != 0);
  if (number >= 0) event.object = descriptor_object(number);
  return static_cast<int>(set_result(event, number));
}

// A real file cannot be watched beside modelled ones: as for a plain file,
// which epoll does not take either.
int control(File& set, int operation, int descriptor,
            const epoll_event* event) {
  File* file = file_of(descriptor);
  if (set.kind != Kind::kEpoll || file == &set) return -EINVAL;
  if (file == nullptr) {
    const long flags = kernel::call(SYS_fcntl, descriptor, F_GETFD);
    return flags < 0 ? static_cast<int>(flags) : -EPERM;
  }
  Watch* watch = find_watch(set, *file, descriptor);
  if (operation == EPOLL_CTL_ADD) {
    if (watch != nullptr) return -EEXIST;
    const int error = add_watch(set, *file, descriptor);
    if (error != 0) return error;
    watch = find_watch(set, *file, descriptor);
  }
  if (watch == nullptr) return -ENOENT;
  if (operation == EPOLL_CTL_DEL) {
    remove_watch(*watch);
  } else {
    change_watch(*watch, event->events, event->data.u64);
  }
  changed_in(&set);
  return 0;
}

bool can_report(const DescriptorCall& call) {
  return call.file->kind != Kind::kEpoll || any_watch_ready(*call.file);
}

int wait_call(int descriptor, epoll_event* events, int limit, int timeout_ms,
              std::uint32_t pc) {
  DescriptorCall call = {};
  call.descriptor = descriptor;
  call.pc = pc;
  call.waits = timeout_ms != 0;
  call.can_go = can_report;
  if (timeout_ms > 0) {
    call.timeout_ns = static_cast<unsigned>(timeout_ms) * kMillisecond;
  }
  Event& event = begin_call(call, Op::kPoll);
  int result = 0;
  if (call.file == nullptr) {
    result = -EBADF;
  } else if (call.file->kind != Kind::kEpoll || limit <= 0) {
    result = -EINVAL;
  } else {
    result = collect_ready(*call.file, events, limit);
  }
  call.idle = result == 0;
  return static_cast<int>(end_call(call, event, result));
}

}  // namespace
}  // namespace interleave

extern "C" {

int epoll_create(int) { return interleave::make_set(0, INTERLEAVE_SITE); }

int epoll_create1(int flags) {
  return interleave::make_set(flags, INTERLEAVE_SITE);
}

int epoll_ctl(int set, int operation, int descriptor, epoll_event* event) {
  using namespace interleave;
  if (!is_modelled(set)) {
    return static_cast<int>(
        real_call(SYS_epoll_ctl, set, operation, descriptor, event));
  }
  DescriptorCall call;
  Event& step = begin_call(call, Op::kPollWatch, descriptor, INTERLEAVE_SITE);
  File* file = file_of(set);
  const int result =
      file == nullptr ? -EBADF : control(*file, operation, descriptor, event);
  return static_cast<int>(set_result(step, result));
}

int epoll_pwait(int set, epoll_event* events, int limit, int timeout_ms,
                const sigset_t* mask) {
  using namespace interleave;
  if (!is_modelled(set)) {
    constexpr long kSetSize = 8;
    return static_cast<int>(real_call(SYS_epoll_pwait, set, events, limit,
                                      timeout_ms, mask, kSetSize));
  }
  return wait_call(set, events, limit, timeout_ms, INTERLEAVE_CALLER);
}

int epoll_wait(int set, epoll_event* events, int limit, int timeout_ms) {
  using namespace interleave;
  if (!is_modelled(set)) return epoll_pwait(set, events, limit, timeout_ms, {});
  return wait_call(set, events, limit, timeout_ms, INTERLEAVE_CALLER);
}

}  // extern "C"
