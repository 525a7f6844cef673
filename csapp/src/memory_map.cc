#include "csapp/memory_map.h"

#include "export.hh"

CSAPP_PUBLIC void* Mmap(void* addr, size_t len, int prot, int flags, int fd,
                        off_t offset) {
  void* mapped = mmap(addr, len, prot, flags, fd, offset);
  if (mapped == MAP_FAILED) csapp_fail_unix("mmap error");
  return mapped;
}

CSAPP_PUBLIC void Munmap(void* start, size_t length) {
  if (munmap(start, length) < 0) csapp_fail_unix("munmap error");
}
