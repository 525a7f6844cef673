#include "labs/grader/sandbox/output_drain.hh"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

#include "labs/grader/sandbox/pipe.hh"
#include "labs/grader/sandbox/process_end.hh"

namespace grader {

// The first half of the room keeps the head, the second half is a ring that
// keeps the tail. Lies in memory that drain and examiner share: the drain
// alone writes, and the examiner looks when the drain is gone.
class KeptBytes {
 public:
  static std::size_t size_with(std::size_t room) {
    return sizeof(KeptBytes) + room;
  }

  void add(std::string_view bytes, std::size_t room) {
    const std::size_t head_room = room / 2;
    const std::size_t tail_room = room - head_room;
    for (const char byte : bytes) {
      const std::size_t place =
          seen_ < head_room ? seen_
                            : head_room + (seen_ - head_room) % tail_room;
      room_of()[place] = byte;
      ++seen_;
    }
  }

  [[nodiscard]] std::string text(std::size_t room) const {
    const std::size_t head_room = room / 2;
    const std::size_t tail_room = room - head_room;
    if (seen_ <= room) return std::string(room_of(), seen_);
    const std::size_t oldest = (seen_ - head_room) % tail_room;
    const char* tail = room_of() + head_room;
    std::string text(room_of(), head_room);
    text += "\n... " + std::to_string(seen_ - room) + " bytes left out ...\n";
    text.append(tail + oldest, tail_room - oldest);
    return text.append(tail, oldest);
  }

 private:
  char* room_of() { return reinterpret_cast<char*>(this + 1); }
  [[nodiscard]] const char* room_of() const {
    return reinterpret_cast<const char*>(this + 1);
  }

  std::uint64_t seen_ = 0;
};

namespace {

constexpr std::chrono::seconds kPatience{2};

KeptBytes* shared_memory(std::size_t size) {
  void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) csapp::throw_errno("mmap");
  return static_cast<KeptBytes*>(memory);  // zeroed is its initial state
}

// Drops what was written; closes when all is, or nobody reads it.
void feed(csapp::Descriptor& input, std::string_view& left) {
  const ssize_t done =
      left.empty() ? 0 : ::write(input.get(), left.data(), left.size());
  if (done < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (done > 0) left.remove_prefix(static_cast<std::size_t>(done));
  if (done < 0 || left.empty()) input.reset();
}

}  // namespace

OutputDrain::OutputDrain(const std::string& input, std::size_t kept_bytes)
    : kept_bytes_(std::max<std::size_t>(kept_bytes, 2)) {
  Pipe input_pipe = make_pipe();
  program_ends_[0] = std::move(input_pipe.read_end);
  our_ends_[0] = std::move(input_pipe.write_end);
  for (const std::size_t output : {1U, 2U}) {
    Pipe pipe = make_pipe();
    our_ends_[output] = std::move(pipe.read_end);
    program_ends_[output] = std::move(pipe.write_end);
  }
  for (KeptBytes*& kept : kept_) {
    kept = shared_memory(KeptBytes::size_with(kept_bytes_));
  }
  pid_ = ::fork();
  if (pid_ < 0) csapp::throw_errno("fork");
  if (pid_ == 0) drain(input);
  for (csapp::Descriptor& end : our_ends_) end.reset();
}

OutputDrain::~OutputDrain() {
  finish();
  for (KeptBytes* kept : kept_) {
    if (kept) ::munmap(kept, KeptBytes::size_with(kept_bytes_));
  }
}

int OutputDrain::program_end(std::size_t index) const {
  return program_ends_[index].get();
}

void OutputDrain::let_go() {
  for (csapp::Descriptor& end : program_ends_) end.reset();
}

void OutputDrain::drain(const std::string& input) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGPIPE, SIG_IGN);
  let_go();
  // Nothing else may stay open here: a socket of the examiner's that is
  // closed there is to be closed.
  for (int fd = 0; fd < 3; ++fd) {
    csapp::Descriptor& end = our_ends_[static_cast<std::size_t>(fd)];
    ::dup2(end.get(), fd);  // the examiner's own 0 to 2 were open
    end.reset(fd);
  }
  ::close_range(3, ~0U, 0);
  ::fcntl(our_ends_[0].get(), F_SETFL, O_NONBLOCK);
  std::string_view left = input;
  char part[1 << 16];
  while (our_ends_[1] || our_ends_[2]) {
    pollfd polled[3] = {{our_ends_[0].get(), POLLOUT, 0},
                        {our_ends_[1].get(), POLLIN, 0},
                        {our_ends_[2].get(), POLLIN, 0}};
    if (::poll(polled, 3, -1) < 0 && errno != EINTR) break;
    if (polled[0].revents) feed(our_ends_[0], left);
    for (const std::size_t stream : {1U, 2U}) {
      if (!polled[stream].revents) continue;
      const ssize_t got = ::read(our_ends_[stream].get(), part, sizeof part);
      if (got <= 0) our_ends_[stream].reset();
      if (got > 0) {
        kept_[stream - 1]->add({part, static_cast<std::size_t>(got)},
                               kept_bytes_);
      }
    }
  }
  ::_exit(0);
}

void OutputDrain::finish() {
  let_go();
  if (pid_ >= 0) end_within(std::exchange(pid_, -1), kPatience);
}

std::string OutputDrain::kept(std::size_t index) const {
  return kept_[index - 1]->text(kept_bytes_);
}

}  // namespace grader
