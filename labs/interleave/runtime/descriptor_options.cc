// fcntl and ioctl.
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/duplicate.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

int access_mode(const File& file) {
  if (file.kind != Kind::kPipe) return O_RDWR;
  return file.in != nullptr ? O_RDONLY : O_WRONLY;
}

// What the kernel need not know. -ENOSYS: it does.
long set_status(File& file, int command, long argument) {
  if (command == F_GETFL) {
    return access_mode(file) | (file.nonblocking ? O_NONBLOCK : 0);
  }
  if (command == F_SETFL) {
    file.nonblocking = (argument & O_NONBLOCK) != 0;
    return 0;
  }
  return -ENOSYS;
}

int control(int descriptor, int command, long argument, std::uint32_t pc) {
  if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) {
    return duplicate(descriptor, argument, command == F_DUPFD_CLOEXEC, pc);
  }
  if (!is_modelled(descriptor)) {
    return static_cast<int>(
        real_call(SYS_fcntl, descriptor, command, argument));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kDescriptorOption, descriptor, pc);
  long result = -ENOSYS;
  if (call.file != nullptr) result = set_status(*call.file, command, argument);
  if (result == -ENOSYS) {
    result = kernel::call(SYS_fcntl, descriptor, command, argument);
  }
  return static_cast<int>(set_result(event, result));
}

int input_output_control(int descriptor, unsigned long request, long argument,
                         std::uint32_t pc) {
  if (!is_modelled(descriptor)) {
    return static_cast<int>(
        real_call(SYS_ioctl, descriptor, request, argument));
  }
  DescriptorCall call;
  Event& event = begin_call(call, Op::kDescriptorOption, descriptor, pc);
  auto* value = reinterpret_cast<int*>(argument);
  long result = 0;
  if (call.file == nullptr) {
    result = -EBADF;
  } else if (request == FIONREAD && call.file->in != nullptr) {
    *value = static_cast<int>(call.file->in->size);
  } else if (request == FIONBIO) {
    call.file->nonblocking = *value != 0;
  } else {
    result = kernel::call(SYS_ioctl, descriptor, static_cast<long>(request),
                          argument);
  }
  return static_cast<int>(set_result(event, result));
}

}  // namespace
}  // namespace interleave

// Whether there is a third argument, and of what type, depends on the second:
// a machine word holds any of them.
#define THIRD_ARGUMENT(last)                \
  va_list list;                             \
  va_start(list, last);                     \
  const long argument = va_arg(list, long); \
  va_end(list)

extern "C" {

int fcntl(int descriptor, int command, ...) {
  THIRD_ARGUMENT(command);
  return interleave::control(descriptor, command, argument, INTERLEAVE_SITE);
}

int fcntl64(int descriptor, int command, ...) {
  THIRD_ARGUMENT(command);
  return interleave::control(descriptor, command, argument, INTERLEAVE_SITE);
}

int ioctl(int descriptor, unsigned long request, ...) {
  THIRD_ARGUMENT(request);
  return interleave::input_output_control(descriptor, request, argument,
                                          INTERLEAVE_SITE);
}

}  // extern "C"
