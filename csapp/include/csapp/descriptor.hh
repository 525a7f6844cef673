// Descriptor: a file descriptor with one owner.
//
// The C++ face of the layer, for code that reports errors by exception: the
// descriptor is closed on every way out of a scope, once. Header only, so that
// libcsapp.a itself stays free of the C++ run-time library.
//
// Source: RAII as in the C++ Core Guidelines, R.1; close(2) for why a failed
// close is never repeated on Linux.
#ifndef CSAPP_DESCRIPTOR_HH
#define CSAPP_DESCRIPTOR_HH

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace csapp {

/// Throws std::system_error with the current errno and `what`, which names the
/// call that failed: throw_errno("accept").
[[noreturn]] inline void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// Owns one descriptor, or none (-1).
///
/// Thread: not synchronised; hand it from thread to thread by moving it.
class Descriptor {
 public:
  Descriptor() noexcept = default;  // owns nothing
  /// Takes ownership of `fd`. Negative: owns nothing.
  explicit Descriptor(int fd) noexcept : fd_(fd) {}

  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset(other.release());
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }

  /// The descriptor, still owned by this object; -1 when there is none.
  [[nodiscard]] int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }

  /// Gives ownership to the caller, who must close it.
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

  /// Closes what is owned, if anything, then takes ownership of `fd`.
  /// errno is kept: an error that is being reported survives the clean-up.
  void reset(int fd = -1) noexcept {
    const int old = std::exchange(fd_, fd);
    if (old < 0) return;
    const int saved_errno = errno;
    ::close(old);
    errno = saved_errno;
  }

 private:
  int fd_ = -1;
};

}  // namespace csapp

#endif
