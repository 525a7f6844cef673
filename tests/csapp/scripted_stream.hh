// A stream of bytes that read(2) hands out as a test wants: whole, in short
// counts, with EINTR or EAGAIN in between.
#ifndef TESTS_CSAPP_SCRIPTED_STREAM_HH
#define TESTS_CSAPP_SCRIPTED_STREAM_HH

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <string>
#include <utility>

#include "faults.hh"

class ScriptedStream {
 public:
  // For each read(2): how many bytes at most (at least 1), or -errno.
  using Next = std::function<long()>;

  ScriptedStream(std::string data, Next next)
      : data_(std::move(data)),
        next_(std::move(next)),
        script_([this](void* to, size_t count) { return give(to, count); }) {}

  // Always `chunk` bytes, the last time what is left.
  ScriptedStream(std::string data, long chunk)
      : ScriptedStream(std::move(data), [chunk] { return chunk; }) {}

 private:
  ssize_t give(void* to, size_t count) {
    const long most = next_();
    if (most < 0) {
      errno = static_cast<int>(-most);
      return -1;
    }
    const size_t n =
        std::min({count, static_cast<size_t>(most), data_.size() - given_});
    memcpy(to, data_.data() + given_, n);
    given_ += n;
    return static_cast<ssize_t>(n);
  }

  std::string data_;
  size_t given_ = 0;
  Next next_;
  faults::ScriptedRead script_;
};

#endif
