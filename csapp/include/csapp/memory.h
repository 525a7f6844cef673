/* The heap: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1, so
 * the result needs no check. What is returned is the caller's to Free.
 *
 * Thread: any. Blocks: never for long (a lock inside the allocator).
 * Source: CS:APP 3e, section 9.9.1; malloc(3).
 */
#ifndef CSAPP_MEMORY_H
#define CSAPP_MEMORY_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <stdlib.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* `size` bytes, not initialised. Errors: exits ("Malloc error") on ENOMEM. */
void* Malloc(size_t size);

/* The block at `ptr` with `size` bytes, perhaps moved; `ptr` is no longer
 * valid. Size 0 frees the block and returns NULL.
 * Errors: exits ("Realloc error") on ENOMEM. */
void* Realloc(void* ptr, size_t size);

/* `nmemb` elements of `size` bytes, all zero.
 * Errors: exits ("Calloc error") on ENOMEM, a product too large included. */
void* Calloc(size_t nmemb, size_t size);

/* Gives a block back; NULL is allowed. Errors: none. */
void Free(void* ptr);

#ifdef __cplusplus
}
#endif

#endif
