#include "csapp/directory.h"

#include <errno.h>

#include "export.hh"

CSAPP_PUBLIC DIR* Opendir(const char* name) {
  DIR* dirp = opendir(name);
  if (dirp == nullptr) csapp_fail_unix("opendir error");
  return dirp;
}

CSAPP_PUBLIC struct dirent* Readdir(DIR* dirp) {
  // NULL means the end, or an error; only errno tells which.
  const int saved_errno = errno;
  errno = 0;
  struct dirent* entry = readdir(dirp);
  if (entry == nullptr && errno != 0) csapp_fail_unix("readdir error");
  errno = saved_errno;
  return entry;
}

CSAPP_PUBLIC int Closedir(DIR* dirp) {
  const int result = closedir(dirp);
  if (result < 0) csapp_fail_unix("closedir error");
  return result;
}
