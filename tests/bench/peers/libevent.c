// A server on libevent, in the way its book shows: buffered events, input moved
// to output without a copy.
//
// Model:   one thread, the library's loop.
// Source:  N. Mathewson, "Fast portable non-blocking network programming with
//          Libevent", bufferevents and evconnlisteners.
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>

#include "peer.h"

static void on_input(struct bufferevent* client, void* unused) {
  (void)unused;
  evbuffer_add_buffer(bufferevent_get_output(client),
                      bufferevent_get_input(client));
}

static void on_event(struct bufferevent* client, short what, void* unused) {
  (void)unused;
  if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR)) bufferevent_free(client);
}

static void on_client(struct evconnlistener* listener, evutil_socket_t fd,
                      struct sockaddr* address, int length, void* unused) {
  (void)address, (void)length, (void)unused;
  struct bufferevent* client = bufferevent_socket_new(
      evconnlistener_get_base(listener), fd, BEV_OPT_CLOSE_ON_FREE);
  bufferevent_setcb(client, on_input, NULL, on_event, NULL);
  bufferevent_enable(client, EV_READ | EV_WRITE);
}

int main(void) {
  const int fd = listen_anywhere(SOCK_NONBLOCK);
  struct event_base* loop = event_base_new();
  // The backlog 0: the socket listens already.
  if (loop == NULL ||
      evconnlistener_new(loop, on_client, NULL, 0, 0, fd) == NULL) {
    fputs("libevent: cannot start\n", stderr);
    return 1;
  }
  announce(fd);
  return event_base_dispatch(loop) == 0 ? 0 : 1;
}
