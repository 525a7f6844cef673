// A server on asio without Boost: asynchronous operations with callbacks.
//
// Model:   one thread, the library's loop; a session owns itself through the
//          operation that is under way.
// Source:  think-async.com: asio's echo server example for the idea.
#define ASIO_STANDALONE
#include <array>
#include <asio.hpp>
#include <cstdio>
#include <memory>
#include <utility>

namespace {

using asio::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : socket_(std::move(socket)) {}

  void read() {
    socket_.async_read_some(
        asio::buffer(bytes_),
        [self = shared_from_this()](std::error_code error, std::size_t size) {
          if (!error) self->write(size);
        });
  }

 private:
  void write(std::size_t size) {
    asio::async_write(
        socket_, asio::buffer(bytes_, size),
        [self = shared_from_this()](std::error_code error, std::size_t) {
          if (!error) self->read();
        });
  }

  tcp::socket socket_;
  std::array<char, 4096> bytes_;
};

void accept_next(tcp::acceptor& acceptor) {
  acceptor.async_accept([&acceptor](std::error_code error, tcp::socket socket) {
    if (!error) std::make_shared<Session>(std::move(socket))->read();
    accept_next(acceptor);
  });
}

}  // namespace

int main() {
  asio::io_context loop(1);
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  acceptor.listen(4096);
  accept_next(acceptor);
  std::printf("listening %d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  loop.run();
}
