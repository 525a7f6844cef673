// close, close_range, closefrom, dup, dup2, dup3.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/duplicate.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

// Real files, and numbers that are not open, take part: a close too many is
// worth seeing in the trace.
int close_call(int descriptor, std::uint32_t pc) {
  DescriptorCall call;
  Event& event = begin_call(call, Op::kClose, descriptor, pc);
  const long result = kernel::call(SYS_close, descriptor);
  if (result >= 0) note_changed(descriptor);
  if (call.file != nullptr) {
    bind_descriptor(descriptor, nullptr);
    release(*call.file);
    note_progress();
  }
  return static_cast<int>(set_result(event, result));
}

bool is_open(int descriptor) {
  return kernel::call(SYS_fcntl, descriptor, F_GETFD) >= 0;
}

// Each by itself, as if by close: others may run in between.
int close_all(unsigned first, unsigned last, std::uint32_t pc) {
  if (first > last) return fail(EINVAL);
  for (unsigned i = first; i <= last && i < kMaxDescriptors; ++i) {
    const int descriptor = static_cast<int>(i);
    if (is_open(descriptor)) close_call(descriptor, pc);
  }
  if (last < kMaxDescriptors) return 0;
  const unsigned rest = first < kMaxDescriptors ? kMaxDescriptors : first;
  return static_cast<int>(real_call(SYS_close_range, rest, last, 0));
}

int close_range_call(unsigned first, unsigned last, int flags,
                     std::uint32_t pc) {
  if (exploring() && flags == 0) return close_all(first, last, pc);
  const bool closes = (flags & static_cast<int>(CLOSE_RANGE_CLOEXEC)) == 0;
  if (exploring() && closes) unsupported("this close_range flag");
  return static_cast<int>(real_call(SYS_close_range, first, last, flags));
}

// The kernel has made `number` a copy of `descriptor`.
void copy_entry(File* file, int number) {
  note_changed(number);
  File* before = file_of(number);
  if (file == before) return;
  if (file != nullptr) ++file->references;
  if (file != nullptr || before != nullptr) bind_descriptor(number, file);
  if (before != nullptr) release(*before);
}

int duplicate_onto(int descriptor, int number, int flags, bool same_allowed,
                   std::uint32_t pc) {
  if (!exploring() || (descriptor == number && same_allowed)) {
    const long call = same_allowed ? SYS_dup2 : SYS_dup3;
    return static_cast<int>(real_call(call, descriptor, number, flags));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kDuplicate, descriptor, pc);
  const long result = kernel::call(SYS_dup3, descriptor, number, flags);
  if (result >= 0) copy_entry(call.file, number);
  return static_cast<int>(set_result(event, result));
}

}  // namespace

int duplicate(int descriptor, long lowest, bool close_on_exec,
              std::uint32_t pc) {
  const int command = close_on_exec ? F_DUPFD_CLOEXEC : F_DUPFD;
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_fcntl, descriptor, command, lowest));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kDuplicate, descriptor, pc);
  const long result = kernel::call(SYS_fcntl, descriptor, command, lowest);
  if (result >= 0) copy_entry(call.file, static_cast<int>(result));
  return static_cast<int>(set_result(event, result));
}

}  // namespace interleave

extern "C" {

int close(int descriptor) {
  using namespace interleave;
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_close, descriptor));
  }
  return close_call(descriptor, INTERLEAVE_CALLER);
}

int close_range(unsigned first, unsigned last, int flags) {
  return interleave::close_range_call(first, last, flags, INTERLEAVE_SITE);
}

void closefrom(int first) {
  const unsigned lowest = first < 0 ? 0 : static_cast<unsigned>(first);
  interleave::close_range_call(lowest, ~0U, 0, INTERLEAVE_SITE);
}

int dup(int descriptor) {
  return interleave::duplicate(descriptor, 0, false, INTERLEAVE_SITE);
}

int dup2(int descriptor, int number) {
  return interleave::duplicate_onto(descriptor, number, 0, true,
                                    INTERLEAVE_SITE);
}

int dup3(int descriptor, int number, int flags) {
  return interleave::duplicate_onto(descriptor, number, flags, false,
                                    INTERLEAVE_SITE);
}

}  // extern "C"
