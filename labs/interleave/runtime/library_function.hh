// The C library's own function, for those of the runtime that stand before it.
#pragma once

#include <dlfcn.h>

namespace interleave {

template <typename Function>
Function* library_function(const char* name, Function*) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace interleave

// The C library's function of that name.
#define LIBRARY(name) interleave::library_function(#name, name)
