/* Standard I/O: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr (Fgets: "Fgets error"
 * alone) and exits with 1. A stream is the caller's, to give to Fclose.
 *
 * Thread: any; a stream has a lock, which a signal handler must never wait
 * for. Blocks: as the file behind the stream does.
 * Source: CS:APP 3e, section 10.10; stdio(3).
 */
#ifndef CSAPP_STDIO_H
#define CSAPP_STDIO_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <stdio.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Flushes and closes a stream and its descriptor.
 * Errors: exits ("Fclose error"), as on ENOSPC for what was buffered. */
void Fclose(FILE* fp);

/* A stream over `fd`, which it owns from here on.
 * Errors: exits ("Fdopen error"), as on EBADF, EINVAL. */
FILE* Fdopen(int fd, const char* type);

/* Reads through a newline or n-1 bytes and adds NUL: `ptr`, or NULL at end of
 * file. Errors: exits ("Fgets error", no reason). */
char* Fgets(char* ptr, int n, FILE* stream);

/* Opens a file. Errors: exits ("Fopen error"), as on ENOENT, EACCES. */
FILE* Fopen(const char* filename, const char* mode);

/* Writes a string without its NUL. Errors: exits ("Fputs error"). */
void Fputs(const char* ptr, FILE* stream);

/* Reads up to `nmemb` elements of `size` bytes: how many, fewer only at end of
 * file. Errors: exits ("Fread error"). */
size_t Fread(void* ptr, size_t size, size_t nmemb, FILE* stream);

/* Writes `nmemb` elements of `size` bytes, all of them.
 * Errors: exits ("Fwrite error"). */
void Fwrite(const void* ptr, size_t size, size_t nmemb, FILE* stream);

#ifdef __cplusplus
}
#endif

#endif
