#include "labs/conformance/descriptor_room.hh"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "csapp/descriptor.hh"

namespace conformance {
namespace {

constexpr rlim_t kOwn = 256;  // what a process may have open besides clients

void require_room(rlim_t have, rlim_t need) {
  if (have >= need) return;
  throw std::runtime_error("needs " + std::to_string(need) +
                           " descriptors; the hard limit is " +
                           std::to_string(have));
}

}  // namespace

DescriptorRoom::DescriptorRoom(const Endpoint& server, rlim_t clients) {
  const rlim_t need = clients + kOwn;
  // The second call returns what the first one set.
  const rlim_t soft = server.observer.limit_descriptors(server.pid, need);
  require_room(
      server.observer.limit_descriptors(server.pid, std::max(soft, need)),
      need);
  if (::getrlimit(RLIMIT_NOFILE, &before_) < 0) csapp::throw_errno("getrlimit");
  require_room(before_.rlim_max, need);
  rlimit raised = before_;
  raised.rlim_cur = std::max(before_.rlim_cur, need);
  if (::setrlimit(RLIMIT_NOFILE, &raised) < 0) csapp::throw_errno("setrlimit");
}

DescriptorRoom::~DescriptorRoom() { ::setrlimit(RLIMIT_NOFILE, &before_); }

}  // namespace conformance
