// close, dup, dup2, dup3.
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
