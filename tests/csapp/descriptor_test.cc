// The C++ face: a descriptor is closed once, by its owner.
#include "csapp/descriptor.hh"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <type_traits>

namespace {

using csapp::Descriptor;

Descriptor null_device() { return Descriptor(open("/dev/null", O_RDONLY, 0)); }

bool is_open(int fd) { return fcntl(fd, F_GETFD) >= 0; }

}  // namespace

static_assert(!std::is_copy_constructible_v<Descriptor>);
static_assert(!std::is_convertible_v<int, Descriptor>);

TEST(Descriptor, ClosesAtTheEndOfItsScopeAndKeepsErrno) {
  int number = -1;
  {
    const Descriptor fd = null_device();
    ASSERT_TRUE(fd);
    number = fd.get();
    EXPECT_TRUE(is_open(number));
    errno = EDOM;
  }
  EXPECT_EQ(errno, EDOM);
  EXPECT_FALSE(is_open(number));
}

TEST(Descriptor, MovesItsOwnership) {
  Descriptor from = null_device();
  const int number = from.get();
  Descriptor to = std::move(from);
  EXPECT_FALSE(from);
  EXPECT_EQ(to.get(), number);
  Descriptor other = null_device();
  const int replaced = other.get();
  other = std::move(to);
  EXPECT_FALSE(is_open(replaced));
  EXPECT_TRUE(is_open(number));
}

TEST(Descriptor, ReleaseGivesItToTheCaller) {
  Descriptor fd = null_device();
  const int number = fd.release();
  EXPECT_FALSE(fd);
  EXPECT_TRUE(is_open(number));
  fd.reset(number);
  fd.reset();
  EXPECT_FALSE(is_open(number));
}

TEST(Descriptor, ThrowErrnoNamesTheCall) {
  errno = EMFILE;
  try {
    csapp::throw_errno("accept");
    FAIL() << "nothing was thrown";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code().value(), EMFILE);
    EXPECT_STREQ(error.what(), "accept: Too many open files");
  }
}
