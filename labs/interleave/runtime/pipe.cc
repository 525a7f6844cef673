// pipe, pipe2, socketpair, eventfd.
#include <errno.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

// Two descriptors for two files. Returns 0 or a negated errno.
int give_numbers(File& first, File& second, bool close_on_exec, int* numbers) {
  const int a = new_descriptor(first, close_on_exec);
  if (a < 0) {
    ++second.references;
    release(second);
    return a;
  }
  const int b = new_descriptor(second, close_on_exec);
  if (b < 0) {
    kernel::call(SYS_close, a);
    bind_descriptor(a, nullptr);
    release(first);
    return b;
  }
  numbers[0] = a;
  numbers[1] = b;
  return 0;
}

int finish_pair(Event& event, int result, const int* numbers,
                std::uint32_t pc) {
  if (result < 0) return static_cast<int>(set_result(event, result));
  event.object = descriptor_object(numbers[0]);
  event.value = static_cast<std::uint64_t>(numbers[1]);
  note_bytes(Op::kWriteRange, numbers, 2 * sizeof(int), pc);
  return 0;
}

int make_pipe(int* ends, int flags, std::uint32_t pc) {
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_pipe2, ends, flags));
  }
  Event& event = perform({.op = Op::kPipe, .pc = pc});
  if ((flags & ~(O_CLOEXEC | O_NONBLOCK)) != 0) unsupported("this pipe2 flag");
  File& reader = new_file(Kind::kPipe);
  File& writer = new_file(Kind::kPipe);
  reader.in = writer.out = new_stream();
  reader.peer = &writer;
  writer.peer = &reader;
  reader.nonblocking = writer.nonblocking = (flags & O_NONBLOCK) != 0;
  const int result =
      give_numbers(reader, writer, (flags & O_CLOEXEC) != 0, ends);
  return finish_pair(event, result, ends, pc);
}

int make_counter(unsigned initial, int flags, std::uint32_t pc) {
  if (!exploring()) {
    return static_cast<int>(real_call(SYS_eventfd2, initial, flags));
  }
  Event& event = perform({.op = Op::kPipe, .pc = pc});
  File& file = new_file(Kind::kEvent);
  file.in = new_stream();
  file.counter = initial;
  file.semaphore = (flags & EFD_SEMAPHORE) != 0;
  file.nonblocking = (flags & EFD_NONBLOCK) != 0;
  if (initial > 0) add_origin(*file.in, acting_step(), initial);
  const int number = new_descriptor(file, (flags & EFD_CLOEXEC) != 0);
  if (number >= 0) event.object = descriptor_object(number);
  return static_cast<int>(set_result(event, number));
}

int make_socket_pair(int family, int type, int* ends, std::uint32_t pc) {
  if (family != AF_UNIX || (type & 0xff) != SOCK_STREAM) {
    unsupported("socketpair other than AF_UNIX, SOCK_STREAM");
  }
  Event& event = perform({.op = Op::kPipe, .pc = pc});
  File& a = new_file(Kind::kSocket);
  File& b = new_file(Kind::kSocket);
  a.socket.family = b.socket.family = AF_UNIX;
  a.nonblocking = b.nonblocking = (type & SOCK_NONBLOCK) != 0;
  connect_pair(a, b);
  const int result = give_numbers(a, b, (type & SOCK_CLOEXEC) != 0, ends);
  return finish_pair(event, result, ends, pc);
}

}  // namespace
}  // namespace interleave

extern "C" {

int pipe(int* ends) { return interleave::make_pipe(ends, 0, INTERLEAVE_SITE); }

int pipe2(int* ends, int flags) {
  return interleave::make_pipe(ends, flags, INTERLEAVE_SITE);
}

int eventfd(unsigned initial, int flags) {
  return interleave::make_counter(initial, flags, INTERLEAVE_SITE);
}

int socketpair(int family, int type, int protocol, int* ends) {
  using namespace interleave;
  if (!exploring()) {
    return static_cast<int>(
        real_call(SYS_socketpair, family, type, protocol, ends));
  }
  return make_socket_pair(family, type, ends, INTERLEAVE_SITE);
}

}  // extern "C"
