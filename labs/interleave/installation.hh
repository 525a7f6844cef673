// Where the parts lie that the command hands to others: the run-time library
// that explored programs are linked with, and csapp. All of them are found
// relative to the executable, in a build tree and in an install tree alike.
//
// Thread: any.
#pragma once

#include <string>

namespace interleave {

struct Installation {
  std::string runtime;  // libinterleave_runtime.a
  std::string csapp;    // libcsapp_interleave.a
  std::string headers;  // the folder that has csapp.h
};

// REQUIRES: /proc is mounted. Errors: throws std::system_error.
Installation find_installation();

}  // namespace interleave
