#include "labs/interleave/runtime/readiness.hh"

#include <poll.h>
#include <sys/socket.h>

#include "labs/interleave/runtime/epoll.hh"

namespace interleave {
namespace {

constexpr unsigned kHangUp = 0x2000;  // POLLRDHUP, which needs _GNU_SOURCE
constexpr std::uint64_t kMaxCount = ~std::uint64_t{0} - 1;

unsigned pipe_readiness(const File& file) {
  unsigned mask = 0;
  if (file.in != nullptr) {
    if (file.in->size > 0) mask |= POLLIN;
    if (file.in->ended) mask |= POLLHUP;
  }
  if (file.out != nullptr) {
    if (room(*file.out) >= kAtomicWrite) mask |= POLLOUT;
    if (file.out->reader_gone) mask |= POLLERR;
  }
  return mask;
}

unsigned connection_readiness(const File& file) {
  const Socket& socket = file.socket;
  if (socket.reset) {
    return POLLIN | POLLOUT | POLLHUP | kHangUp |
           (socket.error != 0 ? POLLERR : 0u);
  }
  unsigned mask = 0;
  const bool ended = file.in->ended || socket.read_shut;
  if (file.in->size > 0 || ended) mask |= POLLIN;
  if (ended) mask |= kHangUp;
  if (ended && socket.write_shut) mask |= POLLHUP;
  if (can_write(file, 1)) mask |= POLLOUT;
  return mask;
}

unsigned socket_readiness(const File& file) {
  const Socket& socket = file.socket;
  if (socket.phase == Phase::kConnected) return connection_readiness(file);
  if (socket.phase == Phase::kListening) {
    if (socket.read_shut) return POLLIN | POLLHUP | kHangUp;
    return socket.queued > 0 ? POLLIN : 0;
  }
  if (socket.error != 0) {
    return POLLIN | POLLOUT | POLLERR | POLLHUP | kHangUp;
  }
  return POLLOUT | POLLHUP;
}

}  // namespace

unsigned readiness(const File& file) {
  switch (file.kind) {
    case Kind::kPipe:
      return pipe_readiness(file);
    case Kind::kSocket:
      return socket_readiness(file);
    case Kind::kEvent:
      return (file.counter > 0 ? POLLIN : 0u) |
             (file.counter < kMaxCount ? POLLOUT : 0u);
    case Kind::kEpoll:
      return any_watch_ready(file) ? POLLIN : 0;
    case Kind::kNothing:
      break;
  }
  return 0;
}

bool can_read(const File& file) {
  if (file.kind == Kind::kEvent) return file.counter > 0;
  if (file.in == nullptr || file.in->size > 0 || file.in->ended) return true;
  const Socket& socket = file.socket;
  return socket.read_shut || socket.reset || socket.error != 0;
}

bool can_write(const File& file, std::uint64_t size) {
  if (file.kind == Kind::kEvent) return kMaxCount - file.counter >= size;
  if (file.out == nullptr || file.out->reader_gone) return true;
  if (file.kind == Kind::kPipe) {
    return room(*file.out) >= (size <= kAtomicWrite ? size : 1);
  }
  const Socket& socket = file.socket;
  return room(*file.out) > 0 || socket.write_shut || socket.reset ||
         socket.error != 0 || file.peer == nullptr;
}

}  // namespace interleave
