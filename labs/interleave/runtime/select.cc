// select, pselect: poll, with sets.
#include <errno.h>
#include <sys/select.h>

#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/poll.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/time.hh"

namespace interleave {
namespace {

struct Sets {
  fd_set* read;
  fd_set* write;
  fd_set* except;
};

bool contains(const fd_set* set, int descriptor) {
  return set != nullptr && FD_ISSET(descriptor, set);
}

unsigned list_descriptors(const Sets& sets, int limit, pollfd* list) {
  unsigned count = 0;
  for (int i = 0; i < limit; ++i) {
    int events = 0;
    if (contains(sets.read, i)) events |= POLLIN;
    if (contains(sets.write, i)) events |= POLLOUT;
    if (contains(sets.except, i)) events |= POLLPRI;
    if (events != 0) list[count++] = {i, static_cast<short>(events), 0};
  }
  return count;
}

// Which of poll's events select calls readable, writable, exceptional.
constexpr int kReadable = POLLIN | POLLHUP | POLLERR;
constexpr int kWritable = POLLOUT | POLLERR;

int keep(fd_set* set, const pollfd& entry, int events) {
  if (!contains(set, entry.fd)) return 0;
  if ((entry.revents & events) != 0) return 1;
  FD_CLR(entry.fd, set);
  return 0;
}

int fill_sets(const Sets& sets, const PollCall& call) {
  int ready = 0;
  for (unsigned i = 0; i < call.count; ++i) {
    const pollfd& entry = call.list[i];
    if ((entry.revents & POLLNVAL) != 0) {
      errno = EBADF;
      return -1;
    }
    ready += keep(sets.read, entry, kReadable);
    ready += keep(sets.write, entry, kWritable);
    ready += keep(sets.except, entry, POLLPRI);
  }
  return ready;
}

int select_call(int limit, const Sets& sets, std::uint64_t timeout_ns,
                std::uint32_t pc) {
  if (limit < 0 || limit > FD_SETSIZE) {
    errno = EINVAL;
    return -1;
  }
  pollfd list[FD_SETSIZE];
  PollCall call;
  call.list = list;
  call.count = list_descriptors(sets, limit, list);
  poll_descriptors(call, timeout_ns, pc);
  return fill_sets(sets, call);
}

}  // namespace
}  // namespace interleave

extern "C" {

int select(int limit, fd_set* read, fd_set* write, fd_set* except,
           timeval* timeout) {
  using namespace interleave;
  if (!exploring()) {
    return static_cast<int>(
        real_call(SYS_select, limit, read, write, except, timeout));
  }
  std::uint64_t timeout_ns = kForever;
  if (timeout != nullptr) {
    timeout_ns = length_of({timeout->tv_sec, timeout->tv_usec * 1000});
  }
  return select_call(limit, {read, write, except}, timeout_ns,
                     INTERLEAVE_CALLER);
}

int pselect(int limit, fd_set* read, fd_set* write, fd_set* except,
            const timespec* timeout, const sigset_t* mask) {
  using namespace interleave;
  if (!exploring()) {
    struct {
      const sigset_t* set;
      unsigned long size;
    } const masked = {mask, 8};
    timespec copy = timeout == nullptr ? timespec{} : *timeout;
    return static_cast<int>(real_call(SYS_pselect6, limit, read, write, except,
                                      timeout == nullptr ? 0 : &copy, &masked));
  }
  return select_call(limit, {read, write, except},
                     timeout == nullptr ? kForever : length_of(*timeout),
                     INTERLEAVE_CALLER);
}

}  // extern "C"
