#include "labs/grader/sandbox/keeper.hh"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/back_ends.hh"
#include "labs/grader/sandbox/examiner.hh"
#include "labs/grader/sandbox/memory_group.hh"
#include "labs/grader/sandbox/process_tree.hh"
#include "labs/grader/sandbox/scratch.hh"
#include "labs/grader/sandbox/uid_slot.hh"

namespace grader {
namespace {

constexpr int kLookMs = 10;         // at the box's process
constexpr int kLooksPerCount = 50;  // of the files

bool has_own_files(BoxKind kind) {
  return kind == BoxKind::kBubblewrap || kind == BoxKind::kOwnNamespaces;
}

[[noreturn]] void enter(const Orders& orders, const std::string& folder,
                        std::span<const Job> jobs) {
  try {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (orders.kind == BoxKind::kBubblewrap) enter_by_bubblewrap(orders);
    if (orders.kind == BoxKind::kOwnNamespaces) {
      enter_own_namespaces(orders, jobs);
    }
    enter_as_user(orders, folder, jobs);
  } catch (const std::exception& error) {
    ::dprintf(STDERR_FILENO, "%s\n", error.what());
    ::_exit(1);
  }
}

bool grader_lets_go() {
  pollfd lifeline{kLifelineFd, POLLIN, 0};
  return ::poll(&lifeline, 1, kLookMs) != 0;
}

// Until the box's first process ends, or has to.
void watch(pid_t first, const std::string& folder, std::size_t room) {
  for (int look = 1; ::waitpid(first, nullptr, WNOHANG) == 0; ++look) {
    if (grader_lets_go()) return;
    if (folder.empty() || look % kLooksPerCount != 0) continue;
    if (bytes_below(folder, room) >= room) {
      ::dprintf(STDERR_FILENO, "more than %zu bytes of files\n", room);
      return;
    }
  }
}

void keep(const Orders& orders, std::span<const Job> jobs) {
  const std::string folder =
      has_own_files(orders.kind) ? "" : make_scratch(orders.uid);
  MemoryGroup memory(orders.commission.limits.memory_bytes);
  const pid_t first = ::fork();
  if (first < 0) csapp::throw_errno("fork");
  if (first == 0) {
    memory.join();
    enter(orders, folder, jobs);
  }
  ::close(kReportFd);
  watch(first, folder, orders.commission.limits.scratch_bytes);
  end_descendants({});
  if (orders.uid != 0) end_all_of(orders.uid);
  if (!folder.empty()) remove_scratch(folder);
  memory.remove();
}

}  // namespace

void keep_a_box(std::span<const Job> jobs) {
  try {
    become_unreadable();
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) csapp::throw_errno("subreaper");
    ::signal(SIGPIPE, SIG_IGN);
    ::close_range(kFirstFreeFd, ~0U, 0);
    const Orders orders = read_orders(kOrdersFd);
    if (orders.uid != 0) end_all_of(orders.uid);  // left by a killed keeper
    keep(orders, jobs);
  } catch (const std::exception& error) {
    ::dprintf(STDERR_FILENO, "%s\n", error.what());
    ::_exit(1);
  }
  ::_exit(0);
}

}  // namespace grader
