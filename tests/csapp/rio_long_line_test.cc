// A line longer than an int can count. Not built with sanitizers, whose shadow
// of 2 GiB costs more than it shows.
#include <gtest/gtest.h>

#include <climits>

#include "csapp.h"
#include "faults.hh"

namespace {

constexpr size_t kPiece = 2 << 20;
constexpr size_t kPieces = (size_t{INT_MAX} + 1) / kPiece + 1;

// Room for a line of more than 2 GiB that takes 2 MiB: the same memory again
// and again.
char* folded_memory() {
  char* const room = static_cast<char*>(
      Mmap(nullptr, kPieces * kPiece, PROT_NONE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  const int fd = memfd_create("piece", MFD_CLOEXEC);
  EXPECT_EQ(ftruncate(fd, kPiece), 0);
  for (size_t i = 0; i < kPieces; ++i) {
    Mmap(room + i * kPiece, kPiece, PROT_READ | PROT_WRITE,
         MAP_SHARED | MAP_FIXED, fd, 0);
  }
  Close(fd);
  return room;
}

}  // namespace

TEST(RioLongLine, IsCountedBeyondAnInt) {
  constexpr size_t kLength = size_t{INT_MAX} + 5;
  size_t given = 0;
  const faults::ScriptedRead script([&](void* to, size_t count) {
    const size_t n = std::min(count, kLength - given);
    memset(to, 'x', n);
    given += n;
    return static_cast<ssize_t>(n);
  });
  char* const room = folded_memory();
  rio_t rio;
  rio_readinitb(&rio, faults::kFd);
  EXPECT_EQ(rio_readlineb(&rio, room, kPieces * kPiece),
            static_cast<ssize_t>(kLength));
  EXPECT_EQ(room[kLength - 1], 'x');
  EXPECT_EQ(room[kLength], '\0');
  Munmap(room, kPieces * kPiece);
}
