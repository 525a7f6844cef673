// Ends as its argument says: the process must survive all of it.
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile int never;
static char large[1 << 20];

static int recurse(int depth) {
  volatile char room[4096];
  room[0] = (char)depth;
  return recurse(depth + 1) + room[0];
}

static void* nothing(void* arg) { return arg; }

static void many_threads(int count) {
  pthread_t thread;
  for (int i = 0; i < count; i++) {
    assert(pthread_create(&thread, NULL, nothing, NULL) == 0);
    pthread_join(thread, NULL);
  }
}

static void spin(void) {
  for (;;) {
  }
}

// A system call that the runtime cannot see.
static void block(void) {
  long result = SYS_pause;
  prctl(PR_SET_DUMPABLE, 0);  // others may not look at it
  __asm__ volatile("syscall" : "+a"(result) : : "rcx", "r11", "memory");
}

// More bytes than there are.
static char static_bytes[64];

static void set_too_many(char* bytes, size_t size) { memset(bytes, 1, size); }

// What the compiler calls when it finds a stack overwritten.
void __stack_chk_fail(void);

static void* smash(void* arg) {
  __stack_chk_fail();
  return arg;
}

static void smash_in_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, smash, NULL);
  pthread_join(thread, NULL);
}

static void free_twice(void) {
  char* block = malloc(1);
  free(block);
  free(block);
}

// Nothing that lies there may be executed.
static void jump_to(void* data) {
  void (*function)(void);
  memcpy(&function, &data, sizeof function);
  function();
}

static void end_as(const char* way) {
  if (strcmp(way, "null") == 0) *(volatile int*)(long)never = 1;
  if (strcmp(way, "abort") == 0) abort();
  if (strcmp(way, "recursion") == 0) recurse(0);
  if (strcmp(way, "divide") == 0) exit(100 / never);
  if (strcmp(way, "exit") == 0) exit(3);
  if (strcmp(way, "immediately") == 0) _exit(4);
  if (strcmp(way, "fork") == 0) fork();
  if (strcmp(way, "twice") == 0) free_twice();
  if (strcmp(way, "outside") == 0) ((char*)malloc(16))[1000] = 1;
  if (strcmp(way, "before") == 0) ((char*)malloc(16))[-1] = 1;
  if (strcmp(way, "jump_to_stack") == 0) jump_to(&way);
  if (strcmp(way, "jump_to_data") == 0) jump_to(large + sizeof large / 2);
  if (strcmp(way, "smash") == 0) smash(NULL);
  if (strcmp(way, "smash_in_thread") == 0) smash_in_thread();
  if (strcmp(way, "spin") == 0) spin();
  if (strcmp(way, "threads") == 0) many_threads(60);
  if (strcmp(way, "block") == 0) block();
  if (strcmp(way, "static") == 0) set_too_many(static_bytes, (size_t)-1);
  if (strcmp(way, "stack") == 0) set_too_many((char*)&way, (size_t)-1);
  if (strcmp(way, "stacks") == 0) set_too_many((char*)&way, 9 << 20);
  if (strcmp(way, "heap") == 0) set_too_many(malloc(64), (size_t)-1);
  if (strcmp(way, "heaps") == 0) set_too_many(malloc(64), (size_t)1 << 40);
  if (strcmp(way, "assert") == 0) assert(!"reached");
}

int main(int argc, char** argv) {
  if (argc > 1) end_as(argv[1]);
  return 0;
}
