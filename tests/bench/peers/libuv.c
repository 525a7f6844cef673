// A server on libuv. A write is tried at once, and only what the socket does
// not take is queued: its samples always queue, which costs a third more.
//
// Model:   one thread, the library's loop.
// Source:  docs.libuv.org: uv_stream_t, uv_try_write().
#include <stdint.h>
#include <string.h>
#include <uv.h>

#include "peer.h"

static char g_buffer[kBufferSize];

struct Rest {
  uv_write_t request;
  char bytes[];
};

static void on_close(uv_handle_t* client) { free(client); }

static void lend_buffer(uv_handle_t* client, size_t wish, uv_buf_t* buffer) {
  (void)client, (void)wish;
  *buffer = uv_buf_init(g_buffer, kBufferSize);
}

static void on_written(uv_write_t* request, int status) {
  (void)status;
  free(request);
}

static void queue_rest(uv_stream_t* client, const char* bytes, size_t size) {
  struct Rest* rest = malloc(sizeof *rest + size);
  if (rest == NULL) abort();
  memcpy(rest->bytes, bytes, size);
  const uv_buf_t buffer = uv_buf_init(rest->bytes, (unsigned)size);
  uv_write(&rest->request, client, &buffer, 1, on_written);
}

static void on_input(uv_stream_t* client, ssize_t n, const uv_buf_t* input) {
  if (n < 0) uv_close((uv_handle_t*)client, on_close);
  if (n <= 0) return;
  const uv_buf_t whole = uv_buf_init(input->base, (unsigned)n);
  const int result = uv_try_write(client, &whole, 1);
  const ssize_t written = result < 0 ? 0 : result;
  if (written < n) {
    queue_rest(client, input->base + written, (size_t)(n - written));
  }
}

static void on_client(uv_stream_t* listener, int status) {
  uv_tcp_t* client = malloc(sizeof *client);
  if (status < 0 || client == NULL) abort();
  uv_tcp_init(listener->loop, client);
  if (uv_accept(listener, (uv_stream_t*)client) == 0) {
    uv_read_start((uv_stream_t*)client, lend_buffer, on_input);
  } else {
    uv_close((uv_handle_t*)client, on_close);
  }
}

int main(void) {
  const int fd = listen_anywhere(SOCK_NONBLOCK);
  uv_loop_t* loop = uv_default_loop();
  uv_tcp_t listener;
  uv_tcp_init(loop, &listener);
  if (uv_tcp_open(&listener, fd) != 0 ||
      uv_listen((uv_stream_t*)&listener, kBacklog, on_client) != 0) {
    fputs("libuv: cannot start\n", stderr);
    return 1;
  }
  announce(fd);
  return uv_run(loop, UV_RUN_DEFAULT);
}
