// Fuzzes rio against a plain model: a string and a position in it.
//
// The input says which calls to make, how large, and what each read(2) and
// write(2) does: a short count, EINTR, EAGAIN. Each result has to be what the
// contract in csapp/rio.h says; whatever happened, the bytes that are buffered
// have to be those that were read last.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "csapp/rio.h"

namespace {

constexpr int kFd = 1'000'000;

void require(bool condition) {
  if (!condition) abort();
}

// The two ends that rio talks to, faults included.
struct Channel {
  Channel(FuzzedDataProvider& choices_of_input, std::string data_to_give)
      : choices(choices_of_input), data(std::move(data_to_give)) {}

  FuzzedDataProvider& choices;
  std::string data;     // what read(2) gives
  size_t given = 0;     // how much of it has been given
  std::string sent;     // what write(2) took
  bool failed = false;  // a call failed with EAGAIN

  // How many of `count` bytes this call is for, or -1 and errno. The choices
  // run out in the end: then every call is for all.
  ssize_t next(size_t count) {
    const auto choice = choices.ConsumeIntegral<uint8_t>();
    if (choice == 1 || choice == 2) {
      failed = failed || choice == 2;
      errno = choice == 1 ? EINTR : EAGAIN;
      return -1;
    }
    const size_t most = choice == 0 ? count : choice;
    return static_cast<ssize_t>(std::min(count, most));
  }
};

Channel* channel = nullptr;

size_t some_size(FuzzedDataProvider& choices) {
  return choices.ConsumeBool() ? choices.ConsumeIntegralInRange<size_t>(0, 80)
                               : choices.ConsumeIntegral<uint16_t>();
}

std::string some_data(FuzzedDataProvider& choices) {
  const auto times = choices.ConsumeIntegralInRange<size_t>(0, 400);
  const std::string piece = choices.ConsumeRandomLengthString(200);
  std::string data = choices.ConsumeRandomLengthString(200);
  for (size_t i = 0; i < times; ++i) data += piece;
  return data;
}

// What the model gives for a call, from where it stands.
std::string expected(size_t at, bool by_line, size_t size) {
  const std::string& data = channel->data;
  if (!by_line) return data.substr(at, size);
  const size_t newline = data.find('\n', at);
  const size_t through = newline == data.npos ? data.npos : newline + 1 - at;
  return data.substr(at, std::min(through, size - 1));
}

void check_read(rio_t& rio, bool by_line, size_t size) {
  const size_t at = channel->given - static_cast<size_t>(rio.rio_cnt);
  std::string got(size + 1, '?');
  channel->failed = false;
  errno = 0;
  const ssize_t n = by_line ? rio_readlineb(&rio, got.data(), size)
                            : rio_readnb(&rio, got.data(), size);
  require(got[size] == '?');  // the byte after the caller's
  const auto left = static_cast<size_t>(rio.rio_cnt);
  require(left <= sizeof rio.rio_buf && left <= channel->given);
  require(memcmp(rio.rio_bufptr, &channel->data[channel->given - left], left) ==
          0);
  if (by_line && size == 0) {
    require(n == -1 && errno == EINVAL);
  } else if (channel->failed) {
    require(n == -1 && errno == EAGAIN);
  } else {
    const std::string right = expected(at, by_line, size);
    require(n == static_cast<ssize_t>(right.size()));
    require(got.compare(0, right.size(), right) == 0);
    require(channel->given - left == at + right.size());
    require(!by_line || (n == 0 && size > 1) || got[right.size()] == '\0');
  }
}

void check_write(size_t size) {
  const std::string text = channel->data.substr(0, size);
  channel->sent.clear();
  channel->failed = false;
  const ssize_t n = rio_writen(kFd, text.data(), text.size());
  if (channel->failed) {
    require(n == -1 && errno == EAGAIN);
    require(text.compare(0, channel->sent.size(), channel->sent) == 0);
  } else {
    require(n == static_cast<ssize_t>(text.size()) && channel->sent == text);
  }
}

}  // namespace

extern "C" {
ssize_t __real_read(int fd, void* buffer, size_t count);
ssize_t __wrap_read(int fd, void* buffer, size_t count);
ssize_t __real_write(int fd, const void* buffer, size_t count);
ssize_t __wrap_write(int fd, const void* buffer, size_t count);
int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);
}

ssize_t __wrap_read(int fd, void* buffer, size_t count) {
  if (fd != kFd) return __real_read(fd, buffer, count);
  const ssize_t n =
      channel->next(std::min(count, channel->data.size() - channel->given));
  if (n > 0) {
    memcpy(buffer, &channel->data[channel->given], static_cast<size_t>(n));
    channel->given += static_cast<size_t>(n);
  }
  return n;
}

ssize_t __wrap_write(int fd, const void* buffer, size_t count) {
  if (fd != kFd) return __real_write(fd, buffer, count);
  const ssize_t n = channel->next(count);
  if (n > 0) {
    channel->sent.append(static_cast<const char*>(buffer),
                         static_cast<size_t>(n));
  }
  return n;
}

int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  FuzzedDataProvider choices(bytes, size);
  Channel faulty(choices, some_data(choices));
  channel = &faulty;
  rio_t rio;
  rio_readinitb(&rio, kFd);
  while (choices.remaining_bytes() > 0) {
    const auto call = choices.ConsumeIntegralInRange(0, 2);
    const size_t count = some_size(choices);
    if (call == 2) {
      check_write(count);
    } else {
      check_read(rio, call == 1, count);
    }
  }
  channel = nullptr;
  return 0;
}
