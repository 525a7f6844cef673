// A minimal server on io_uring(7): one multishot accept, one multishot receive
// a client, buffers that the kernel picks from a ring of ours, completions
// worked off in the server's own thread (deferred task run).
//
// Model:   one thread; all that is ready is asked for in one system call.
// Limits:  one message of a client under way at a time, or two sends of one
//          client could overtake each other.
// Fails:   without io_uring, or on a kernel before 6.1, exits with 1.
// Source:  io_uring_prep_recv_multishot(3), io_uring_register_buf_ring(3).
#include <liburing.h>
#include <stdint.h>
#include <sys/mman.h>

#include "peer.h"

enum { kEntries = 4096, kBuffers = 8192, kPiece = 2048, kGroup = 1 };
enum Kind { kAccept, kReceive, kSend, kClose };

static struct io_uring g_ring;
static struct io_uring_buf_ring* g_free;  // buffers that the kernel may use
static char* g_memory;

static uint64_t tagged(enum Kind kind, int fd, int buffer) {
  return (uint64_t)kind << 60 | (uint64_t)buffer << 32 | (uint32_t)fd;
}

static struct io_uring_sqe* next_entry(void) {
  struct io_uring_sqe* entry = io_uring_get_sqe(&g_ring);
  while (entry == NULL) {
    io_uring_submit(&g_ring);
    entry = io_uring_get_sqe(&g_ring);
  }
  return entry;
}

static void give_back(int buffer) {
  io_uring_buf_ring_add(g_free, g_memory + (size_t)buffer * kPiece, kPiece,
                        (unsigned short)buffer,
                        io_uring_buf_ring_mask(kBuffers), 0);
  io_uring_buf_ring_advance(g_free, 1);
}

static void set_up(void) {
  struct io_uring_params parameters = {0};
  parameters.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN |
                     IORING_SETUP_CQSIZE;
  parameters.cq_entries = 4 * kEntries;
  errno = -io_uring_queue_init_params(kEntries, &g_ring, &parameters);
  checked(errno == 0 ? 0 : -1, "io_uring_queue_init_params");
  const size_t size = kBuffers * sizeof(struct io_uring_buf);
  g_free = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                -1, 0);
  g_memory = malloc((size_t)kBuffers * kPiece);
  checked(g_free == MAP_FAILED || g_memory == NULL ? -1 : 0, "memory");
  struct io_uring_buf_reg registration = {
      .ring_addr = (uintptr_t)g_free, .ring_entries = kBuffers, .bgid = kGroup};
  errno = -io_uring_register_buf_ring(&g_ring, &registration, 0);
  checked(errno == 0 ? 0 : -1, "io_uring_register_buf_ring");
  io_uring_buf_ring_init(g_free);
  for (int buffer = 0; buffer < kBuffers; ++buffer) give_back(buffer);
}

static void ask_to_accept(int listener) {
  struct io_uring_sqe* entry = next_entry();
  io_uring_prep_multishot_accept(entry, listener, NULL, NULL, 0);
  entry->user_data = tagged(kAccept, listener, 0);
}

static void ask_to_receive(int fd) {
  struct io_uring_sqe* entry = next_entry();
  io_uring_prep_recv_multishot(entry, fd, NULL, 0, 0);
  entry->flags |= IOSQE_BUFFER_SELECT;
  entry->buf_group = kGroup;
  entry->user_data = tagged(kReceive, fd, 0);
}

static void ask_to_close(int fd) {
  struct io_uring_sqe* entry = next_entry();
  io_uring_prep_close(entry, fd);
  entry->user_data = tagged(kClose, fd, 0);
}

static void on_received(const struct io_uring_cqe* done, int fd) {
  if (done->res <= 0 && done->res != -ENOBUFS) {
    ask_to_close(fd);
    return;
  }
  if (done->res > 0) {
    const int buffer = (int)(done->flags >> IORING_CQE_BUFFER_SHIFT);
    struct io_uring_sqe* entry = next_entry();
    io_uring_prep_send(entry, fd, g_memory + (size_t)buffer * kPiece,
                       (size_t)done->res, MSG_NOSIGNAL | MSG_WAITALL);
    entry->user_data = tagged(kSend, fd, buffer);
  }
  if ((done->flags & IORING_CQE_F_MORE) == 0) ask_to_receive(fd);
}

static void on_done(const struct io_uring_cqe* done) {
  const int fd = (int)(done->user_data & UINT32_MAX);
  switch ((enum Kind)(done->user_data >> 60)) {
    case kAccept:
      if (done->res >= 0) ask_to_receive(done->res);
      if ((done->flags & IORING_CQE_F_MORE) == 0) ask_to_accept(fd);
      break;
    case kReceive:
      on_received(done, fd);
      break;
    case kSend:
      give_back((int)(done->user_data >> 32 & 0xffff));
      break;
    case kClose:
      break;
  }
}

int main(void) {
  const int listener = listen_anywhere(0);
  set_up();
  ask_to_accept(listener);
  announce(listener);
  for (;;) {
    io_uring_submit_and_wait(&g_ring, 1);
    struct io_uring_cqe* done;
    unsigned head;
    unsigned count = 0;
    io_uring_for_each_cqe(&g_ring, head, done) {
      on_done(done);
      ++count;
    }
    io_uring_cq_advance(&g_ring, count);
  }
}
