/* Calls the functions of rio.c as its arguments say, and tells what they did.
 *
 *   printf 'one\ntwo\n' | ./probe readlineb 100 readnb 4
 *   printf 'hello' | ./probe writen 5 | od -c
 *
 * Each pair of arguments is one call:
 *
 *   readn N, readnb N   reads N bytes
 *   readlineb N         reads a line, into room for N bytes
 *   writen N            writes the next N bytes of standard input
 *
 * What is read is standard input, what is written goes to standard output, and
 * one line for each call to standard error: its result and so many bytes of the
 * room, for a line also the one behind them, \000; or -1 and the name of errno.
 * Another descriptor stands behind the name: `readlineb@3 100`.
 *
 * First may stand, as argument of its own:
 *
 *   --interrupt   a signal arrives ten times a second, as of a busy program,
 *                 and its handler does nothing: slow calls fail with EINTR
 *   --grader      how the grader starts it: the calls are told on descriptor
 *                 3, what is read is 4, what is written goes to 5; and it waits
 *                 on 3 for a byte before it begins
 *
 * SIGPIPE is ignored: to write to a pipe that nobody reads is an error, EPIPE.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "rio.h"

#define DESCRIPTORS 16 /* the highest one that can be read is below */
#define GUARD 64       /* bytes behind the room: nobody's to write to */
#define UNTOUCHED 0x23 /* what all of it holds before the call */

struct call {
  const char* text; /* as told: "readlineb@3" */
  size_t n;
  int fd;
};

static int input = STDIN_FILENO;
static int output = STDOUT_FILENO;
static FILE* told;

/* Whether a call told as `text` is of that function. */
static int is_call_of(const char* text, const char* function) {
  const size_t length = strcspn(text, "@");

  return strlen(function) == length && strncmp(text, function, length) == 0;
}

/* The buffer of a descriptor; made, from memory that holds anything, when it is
 * used first. */
static rio_t* buffer_of(int fd) {
  static rio_t* buffers[DESCRIPTORS];

  if (buffers[fd] == NULL) {
    buffers[fd] = malloc(sizeof *buffers[fd]);
    memset(buffers[fd], 0x5a, sizeof *buffers[fd]);
    rio_readinitb(buffers[fd], fd);
  }
  return buffers[fd];
}

static void tell_bytes(const unsigned char* bytes, size_t n) {
  fputs(" \"", told);
  for (; n > 0; ++bytes, --n) {
    if (*bytes == '\n') {
      fputs("\\n", told);
    } else if (*bytes < ' ' || *bytes > '~' || *bytes == '"' ||
               *bytes == '\\') {
      fprintf(told, "\\%03o", *bytes);
    } else {
      fputc(*bytes, told);
    }
  }
  fputc('"', told);
}

/* What a call that reads has done to the room: the bytes of its result, for a
 * line also the one behind them; and whether it has kept to the room. */
static void tell_room(const struct call* call, size_t result,
                      const unsigned char* room) {
  size_t shown = result + (size_t)is_call_of(call->text, "readlineb");
  size_t end = call->n + GUARD; /* of what it has changed */

  if (shown > end) shown = end;
  tell_bytes(room, shown);
  while (end > call->n && room[end - 1] == UNTOUCHED) --end;
  if (end > call->n) fprintf(told, " and %zu behind the room", end - call->n);
}

static void tell(const struct call* call, ssize_t result,
                 const unsigned char* room) {
  const int error = errno;

  fprintf(told, "%s %zu -> %zd", call->text, call->n, result);
  if (result < 0) {
    const char* name = strerrorname_np(error);
    fprintf(told, " %s", name != NULL ? name : "(no error)");
  } else if (result > 0 && room != NULL) {
    tell_room(call, (size_t)result, room);
  }
  fputc('\n', told);
  fflush(told);
}

static unsigned char* new_room(size_t n) {
  unsigned char* room = malloc(n + GUARD);

  if (room == NULL) {
    perror("probe");
    exit(2);
  }
  memset(room, UNTOUCHED, n + GUARD);
  return room;
}

static void make(struct call call) {
  unsigned char* room = new_room(call.n);

  if (is_call_of(call.text, "writen")) call.n = fread(room, 1, call.n, stdin);
  errno = 0;
  if (is_call_of(call.text, "writen")) {
    tell(&call, rio_writen(call.fd, room, call.n), NULL);
  } else if (is_call_of(call.text, "readn")) {
    tell(&call, rio_readn(call.fd, room, call.n), room);
  } else if (is_call_of(call.text, "readnb")) {
    tell(&call, rio_readnb(buffer_of(call.fd), room, call.n), room);
  } else {
    tell(&call, rio_readlineb(buffer_of(call.fd), room, call.n), room);
  }
  free(room);
}

static void usage(void) {
  fputs(
      "usage: probe [--interrupt] CALL N [CALL N]...\n"
      "CALL: readn, writen, readnb or readlineb, maybe with @DESCRIPTOR\n",
      stderr);
  exit(2);
}

static struct call read_call(const char* text, const char* number) {
  struct call call = {text, 0, -1};
  const char* descriptor = strchr(text, '@');
  char* end;

  if (number == NULL) usage();
  if (is_call_of(text, "writen")) {
    call.fd = output;
  } else if (is_call_of(text, "readn") || is_call_of(text, "readnb") ||
             is_call_of(text, "readlineb")) {
    call.fd = input;
  } else {
    usage();
  }
  if (descriptor != NULL) call.fd = atoi(descriptor + 1);
  call.n = strtoul(number, &end, 10);
  if (call.fd < 0 || call.fd >= DESCRIPTORS || *end != '\0') usage();
  return call;
}

static void do_nothing(int number) { (void)number; }

/* Without SA_RESTART: calls that wait fail with EINTR. */
static void interrupt_calls(void) {
  const struct itimerval tenth = {{0, 100000}, {0, 100000}};
  struct sigaction action;

  memset(&action, 0, sizeof action);
  action.sa_handler = do_nothing;
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &tenth, NULL);
}

static void serve_grader(void) {
  char go;

  told = fdopen(3, "w");
  input = 4;
  output = 5;
  if (told == NULL || read(3, &go, 1) != 1) exit(2);
}

int main(int argc, char** argv) {
  told = stderr;
  signal(SIGPIPE, SIG_IGN);
  (void)argc;
  ++argv;
  if (*argv != NULL && strcmp(*argv, "--interrupt") == 0) {
    interrupt_calls();
    ++argv;
  } else if (*argv != NULL && strcmp(*argv, "--grader") == 0) {
    serve_grader();
    ++argv;
  }
  if (*argv == NULL) usage();
  for (; *argv != NULL; argv += 2) {
    make(read_call(argv[0], argv[1]));
  }
  return 0;
}
