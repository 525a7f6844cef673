/* Directories: wrappers that end the process on failure.
 *
 * On failure each prints "name error: reason" on stderr, the name in lower
 * case here, and exits with 1.
 *
 * Thread: any, but one thread at a time per stream. Blocks: as the file system
 * does.
 * Source: CS:APP 3e, section 10.7; readdir(3).
 */
#ifndef CSAPP_DIRECTORY_H
#define CSAPP_DIRECTORY_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <dirent.h>
#include <sys/types.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Opens a directory; the stream is the caller's, to give to Closedir.
 * Errors: exits ("opendir error"), as on ENOENT, ENOTDIR. */
DIR* Opendir(const char* name);

/* The next entry, NULL at the end. The stream owns the entry: it lives until
 * the next call. Errors: exits ("readdir error"). */
struct dirent* Readdir(DIR* dirp);

/* Closes the stream and its descriptor: 0. Errors: exits ("closedir
 * error"). */
int Closedir(DIR* dirp);

#ifdef __cplusplus
}
#endif

#endif
