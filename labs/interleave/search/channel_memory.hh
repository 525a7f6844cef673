// The mapping that a tool and its program share.
#pragma once

#include <memory>

#include "csapp/descriptor.hh"
#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

class ChannelMemory {
 public:
  ChannelMemory();  // Errors: throws std::system_error

  Channel& channel() { return *channel_; }
  int descriptor() const { return descriptor_.get(); }  // closed on exec

 private:
  struct Unmap {
    void operator()(Channel* channel) const;
  };

  csapp::Descriptor descriptor_;
  std::unique_ptr<Channel, Unmap> channel_;
};

}  // namespace interleave
