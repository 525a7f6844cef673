#include "labs/interleave/search/channel_memory.hh"

#include <sys/mman.h>

namespace interleave {

ChannelMemory::ChannelMemory()
    : descriptor_(memfd_create("interleave", MFD_CLOEXEC)) {
  if (!descriptor_) csapp::throw_errno("memfd_create");
  if (ftruncate(descriptor(), sizeof(Channel)) < 0) {
    csapp::throw_errno("ftruncate");
  }
  void* memory = mmap(nullptr, sizeof(Channel), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_NORESERVE, descriptor(), 0);
  if (memory == MAP_FAILED) csapp::throw_errno("mmap");
  channel_.reset(static_cast<Channel*>(memory));
  channel_->version = kProtocolVersion;
  channel_->size = sizeof(Channel);
}

void ChannelMemory::Unmap::operator()(Channel* channel) const {
  munmap(channel, sizeof(Channel));
}

}  // namespace interleave
