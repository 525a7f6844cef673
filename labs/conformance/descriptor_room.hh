// DescriptorRoom: enough descriptors for many clients, here and in the server.
#ifndef LABS_CONFORMANCE_DESCRIPTOR_ROOM_HH
#define LABS_CONFORMANCE_DESCRIPTOR_ROOM_HH

#include <sys/resource.h>

#include "labs/conformance/endpoint.hh"

namespace conformance {

/// Raises the soft limits of this process, for as long as it lives, and of the
/// server. Throws std::runtime_error when a hard limit forbids it.
class DescriptorRoom {
 public:
  DescriptorRoom(const Endpoint& server, rlim_t clients);
  DescriptorRoom(const DescriptorRoom&) = delete;
  DescriptorRoom& operator=(const DescriptorRoom&) = delete;
  ~DescriptorRoom();

 private:
  rlimit before_{};
};

}  // namespace conformance

#endif
