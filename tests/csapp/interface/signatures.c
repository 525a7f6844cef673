/* Assigns every function to a pointer of its exact type, declares it once more
 * as textbook programs do (in C), and fixes the layout of rio_t. Compiled as C
 * and as C++, under every standard.
 */
#include "csapp.h"

#include <stddef.h>

#ifdef __cplusplus
#define DATA const
#else
#define DATA
#endif
#define TEXT DATA char*

#define LATER TEXTBOOK
#define TEXTBOOK(result, name, parameters) \
  result(*pointer_to_##name) parameters = name;
#include "interface.def"
#undef TEXTBOOK

#ifndef __cplusplus
#define TEXTBOOK(result, name, parameters) result name parameters;
#include "interface.def"
#undef TEXTBOOK
extern int h_errno;
extern char** environ;
#endif

#define CHECK(name, condition) typedef char name[(condition) ? 1 : -1]

#if defined __x86_64__
CHECK(rio_t_is_8208_bytes, sizeof(rio_t) == 8208);
CHECK(rio_bufptr_is_third, offsetof(rio_t, rio_bufptr) == 8);
CHECK(rio_buf_is_last, offsetof(rio_t, rio_buf) == 16);
#endif
CHECK(rio_fd_is_first, offsetof(rio_t, rio_fd) == 0);
CHECK(rio_cnt_is_second, offsetof(rio_t, rio_cnt) == sizeof(int));
CHECK(mode_is_0644, (DEF_MODE & ~DEF_UMASK) == 0644);
CHECK(limits, MAXLINE == 8192 && MAXBUF == 8192 && LISTENQ == 1024);

static rio_t pool[1024];
static rio_t copy_of(rio_t rio) { return rio; }

int main(void) {
  handler_t* handler = SIG_DFL;
  SA* address = NULL;
  rio_t rio;
  h_errno = 0;
  errno = 0;
  rio_readinitb(&pool[1023], 5);
  rio = copy_of(pool[1023]);
  sio_assert(rio.rio_fd == 5 && h_errno == 0);
  sio_assert(environ != NULL && handler == SIG_DFL && address == NULL);
  sio_printf("%d %s\n", rio.rio_cnt, "bytes");
  if (sqrt(4.0) != 2.0 || isdigit('x') || strlen("") != 0)
    app_error((char*)"a system header is missing");
  return 0;
}

#undef DEF_MODE
#define DEF_MODE 0600
#undef MAXLINE
#define MAXLINE 16
CHECK(macros_can_be_redefined, DEF_MODE == 0600 && MAXLINE == 16);
