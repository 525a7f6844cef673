// The mapping that a tool and its program share.
#pragma once

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class ChannelMemory {
 public:
  ChannelMemory();  // Errors: throws std::system_error
  ~ChannelMemory();
  ChannelMemory(const ChannelMemory&) = delete;
  ChannelMemory& operator=(const ChannelMemory&) = delete;

  Channel& channel() { return *channel_; }
  int descriptor() const { return descriptor_; }  // closed on exec

 private:
  int descriptor_ = -1;
  Channel* channel_ = nullptr;
};

}  // namespace interleave
