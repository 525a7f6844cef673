#include "csapp/memory.h"

#include "export.hh"

CSAPP_PUBLIC void* Malloc(size_t size) {
  void* block = malloc(size);
  if (block == nullptr && size != 0) csapp_fail_unix("Malloc error");
  return block;
}

CSAPP_PUBLIC void* Realloc(void* ptr, size_t size) {
  // realloc(p, 0) frees and returns NULL in glibc, and is undefined in C23.
  if (ptr != nullptr && size == 0) {
    free(ptr);
    return nullptr;
  }
  void* block = realloc(ptr, size);
  if (block == nullptr && size != 0) csapp_fail_unix("Realloc error");
  return block;
}

CSAPP_PUBLIC void* Calloc(size_t nmemb, size_t size) {
  void* block = calloc(nmemb, size);
  if (block == nullptr && nmemb != 0 && size != 0) {
    csapp_fail_unix("Calloc error");
  }
  return block;
}

CSAPP_PUBLIC void Free(void* ptr) { free(ptr); }
