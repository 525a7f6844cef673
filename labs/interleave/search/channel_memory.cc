#include "labs/interleave/search/channel_memory.hh"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace interleave {

ChannelMemory::ChannelMemory() {
  descriptor_ = memfd_create("interleave", MFD_CLOEXEC);
  if (descriptor_ < 0 || ftruncate(descriptor_, sizeof(Channel)) < 0) {
    throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  void* memory = mmap(nullptr, sizeof(Channel), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_NORESERVE, descriptor_, 0);
  if (memory == MAP_FAILED) {
    throw std::system_error(errno, std::generic_category(), "mmap");
  }
  channel_ = static_cast<Channel*>(memory);
  channel_->version = kProtocolVersion;
  channel_->size = sizeof(Channel);
}

ChannelMemory::~ChannelMemory() {
  munmap(channel_, sizeof(Channel));
  close(descriptor_);
}

}  // namespace interleave
