#include "labs/assignments/rio/grader/faults.hh"

#include <sys/syscall.h>

namespace rio {
namespace {

using library_tests::Fault;
using library_tests::kAlways;

constexpr int kInput = 4;  // descriptors of the probe
constexpr int kOutput = 5;

}  // namespace

Fault short_reads(std::uint64_t most) {
  return {.calls = {SYS_read},
          .descriptor = kInput,
          .times = kAlways,
          .at_most = most};
}

Fault short_writes(std::uint64_t most) {
  return {.calls = {SYS_write},
          .descriptor = kOutput,
          .times = kAlways,
          .at_most = most};
}

Fault read_error(std::size_t after, int error, std::size_t times) {
  return {.calls = {SYS_read},
          .descriptor = kInput,
          .after = after,
          .times = times,
          .error = error};
}

Fault write_error(std::size_t after, int error, std::size_t times) {
  return {.calls = {SYS_write},
          .descriptor = kOutput,
          .after = after,
          .times = times,
          .error = error};
}

}  // namespace rio
