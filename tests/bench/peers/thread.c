// The least that a server with a thread for each client can do.
//
// Model:   the main thread accepts; a detached thread serves one client.
// See:     servers/thread.cc, which also does what is left out here.
#include <pthread.h>
#include <stdint.h>

#include "peer.h"

static void* serve(void* client) {
  const int fd = (int)(intptr_t)client;
  char buffer[kBufferSize];
  while (echo_once(fd, buffer) == 0) {
  }
  close(fd);
  return NULL;
}

int main(void) {
  const int listener = listen_anywhere(0);
  announce(listener);
  for (;;) {
    const int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void*)(intptr_t)fd) == 0) {
      pthread_detach(thread);
    } else {
      close(fd);
    }
  }
}
