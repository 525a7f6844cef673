/* Memory mappings: wrappers that end the process on failure.
 *
 * On failure each prints "mmap error: reason" or "munmap error: reason" on
 * stderr and exits with 1.
 *
 * Thread: any. Blocks: never.
 * Source: CS:APP 3e, section 9.8.4; mmap(2).
 */
#ifndef CSAPP_MEMORY_MAP_H
#define CSAPP_MEMORY_MAP_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <sys/mman.h>
#include <sys/types.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Maps `len` bytes of `fd` from `offset`, a multiple of the page size: the
 * address, the caller's to give to Munmap. The mapping outlives `fd`.
 * Errors: exits ("mmap error"), as on EINVAL for no length, ENOMEM. */
void* Mmap(void* addr, size_t len, int prot, int flags, int fd, off_t offset);

/* Removes the mappings of these bytes; `start` is on a page.
 * Errors: exits ("munmap error"), as on EINVAL. */
void Munmap(void* start, size_t length);

#ifdef __cplusplus
}
#endif

#endif
