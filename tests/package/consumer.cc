// A program in C++ that uses an installed csapp: its C and its C++ face.
#include <csapp.h>

#include <csapp/descriptor.hh>
#include <iostream>
#include <string>

int main() {
  int ends[2];
  if (pipe(ends) < 0) csapp::throw_errno("pipe");
  const csapp::Descriptor read_end(ends[0]);
  csapp::Descriptor write_end(ends[1]);

  std::string sent = "one line\n";
  Rio_writen(write_end.get(), sent.data(), sent.size());
  write_end.reset();

  char received[64] = {};
  Rio_readn(read_end.get(), received, sizeof received);
  std::cout << received;
  return received == sent ? 0 : 1;
}
