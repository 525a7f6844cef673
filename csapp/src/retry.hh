// retry: a system call again for as long as signal handlers interrupt it.
#ifndef CSAPP_RETRY_HH
#define CSAPP_RETRY_HH

#include <errno.h>

// Static, so that no instance of it becomes a symbol of the library.
template <typename Call>
static auto retry(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

#endif
