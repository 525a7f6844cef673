#include "labs/assignments/endpoints/grader/open_call.hh"

#include <sys/socket.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"

namespace endpoints {
namespace {

using conformance::OpenDescriptor;
using conformance::require;
using library_tests::Halt;

constexpr int kGiven = 4;            // descriptors 0 to 3 are the probe's
constexpr unsigned kTypeMask = 0xf;  // without SOCK_CLOEXEC, SOCK_NONBLOCK
constexpr std::string_view kArrow = " -> ";

std::string describe_halt(Halt halt, library_tests::Probe& probe) {
  switch (halt) {
    case Halt::kEnded:
      return "the program has ended: " +
             conformance::describe_status(probe.wait_status());
    case Halt::kBusy:
      return "it makes system calls without an end";
    case Halt::kReached:
      return "it waits for something that nobody does";
    default:
      return "it does not return";
  }
}

// Entries of lists; names.c keeps each in a mapping of its own.
std::size_t count_entries(pid_t pid) {
  std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
  std::size_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/memfd:addrinfo") != line.npos) ++count;
  }
  // Of a program that can be read there is one line at least.
  if (!maps.eof()) throw std::runtime_error("/proc/PID/maps cannot be read");
  return count;
}

}  // namespace

std::string socket_name(std::uint64_t inode) {
  return "socket:[" + std::to_string(inode) + "]";
}

OpenCall::OpenCall(Scene& scene, const std::vector<std::string>& call,
                   Circumstances circumstances)
    : scene_(scene),
      probe_({.calls = call,
              .faults = std::move(circumstances.faults),
              .connects_to = std::move(circumstances.ports),
              .limits = scene.limits()}),
      observer_(probe_.pid()) {
  const Halt halt = probe_.run(
      [&] { return !probe_.lines().empty() || probe_.waits_for_peer(); });
  if (probe_.lines().empty()) {
    const std::string seen = describe_halt(halt, probe_);
    finish();
    throw conformance::Unmet("a function that returns", seen);
  }
  told_ = probe_.lines().front();
  const std::size_t arrow = told_.find(kArrow);
  if (arrow != told_.npos) {
    result_ = std::atoi(told_.c_str() + arrow + kArrow.size());
  }
}

OpenCall::~OpenCall() { finish(); }

void OpenCall::finish() {
  if (!std::exchange(finished_, true)) scene_.printed += probe_.finish();
}

void OpenCall::require_result(std::string_view wanted) const {
  const std::string result = std::string(kArrow) + std::string(wanted);
  require(told_.ends_with(result), "the result " + std::string(wanted), told_);
}

void OpenCall::require_descriptor(std::string_view what) const {
  require(result_ >= 0, what, told_);
}

void OpenCall::require_asked_for(int family) const {
  const auto& calls = probe_.injector().calls();
  const bool has_asked =
      std::any_of(calls.begin(), calls.end(), [family](const auto& call) {
        return call.number == SYS_socket &&
               static_cast<int>(call.arguments[0]) == family &&
               (call.arguments[1] & kTypeMask) == SOCK_STREAM;
      });
  require(has_asked,
          family == AF_INET6 ? "a socket for IPv6" : "a socket for IPv4",
          told_ + ", and it has not asked for one");
}

void OpenCall::require_nothing_else_open() {
  std::string left;
  for (const OpenDescriptor& open : observer_.descriptors(probe_.pid())) {
    if (open.number < kGiven || open.number == result_) continue;
    left += (left.empty() ? "" : ", ") + std::to_string(open.number) + " (" +
            open.target.substr(0, open.target.find(':')) + ")";
  }
  require(left.empty(), "nothing open but what is returned",
          "descriptors left open: " + left);
}

void OpenCall::require_lists_freed() const {
  const auto& calls = probe_.injector().calls();
  const auto made = static_cast<std::size_t>(std::count_if(
      calls.begin(), calls.end(),
      [](const auto& call) { return call.number == SYS_memfd_create; }));
  const std::size_t left = count_entries(probe_.pid());
  require(left == 0, "the whole list of getaddrinfo given to freeaddrinfo",
          left == made ? "nothing of it freed"
                       : std::to_string(left) + " of its " +
                             std::to_string(made) + " entries not freed");
}

void OpenCall::require_reason(std::string_view reason) {
  const std::string before = std::exchange(scene_.printed, "");
  finish();
  const std::string printed = scene_.printed;
  scene_.printed = before + printed;
  require(printed.find(reason) != printed.npos,
          "a line with the reason: " + std::string(reason),
          conformance::quote(printed));
}

std::string OpenCall::socket() {
  for (const OpenDescriptor& open : observer_.descriptors(probe_.pid())) {
    if (open.number == result_ && open.target.starts_with("socket:")) {
      return open.target;
    }
  }
  return "";
}

}  // namespace endpoints
