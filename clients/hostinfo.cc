// hostinfo: every address that a name stands for, one a line.
//
// getaddrinfo turns a name and a service into socket addresses, of whatever
// protocol; getnameinfo turns each into text again. Neither the program nor its
// user has to know whether an address is IPv4 or IPv6.
//
// Source: CSAPP 11.4.7; RFC 3493; getaddrinfo(3).
#include <netdb.h>
#include <sys/socket.h>

#include <cstdio>
#include <memory>
#include <set>
#include <string>

#include "clients/options.hh"

namespace {

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

int complain(const clients::HostinfoOptions& options, int code) {
  const std::string& service = options.service;
  std::fprintf(stderr, "hostinfo: %s%s%s: %s\n", options.name.c_str(),
               service.empty() ? "" : " ", service.c_str(), gai_strerror(code));
  return 1;
}

int look_up(const clients::HostinfoOptions& options, AddressList& list) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;  // IPv4 and IPv6
  hints.ai_flags = options.canonical ? AI_CANONNAME : 0;
  const bool has_service = !options.service.empty();
  addrinfo* found = nullptr;
  const int code = getaddrinfo(options.name.c_str(),
                               has_service ? options.service.c_str() : nullptr,
                               &hints, &found);
  list.reset(found);
  return code;
}

// "127.0.0.1", or "127.0.0.1 80" if there is a service.
int to_text(const addrinfo& entry, bool with_port, std::string& text) {
  char address[NI_MAXHOST];
  char port[NI_MAXSERV];
  const int code =
      getnameinfo(entry.ai_addr, entry.ai_addrlen, address, sizeof address,
                  port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
  if (code == 0) text = with_port ? std::string(address) + ' ' + port : address;
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = clients::parse_hostinfo(argc, argv);
  if (const auto* exit_status = std::get_if<clients::ExitStatus>(&parsed)) {
    return exit_status->value;
  }
  const auto& options = std::get<clients::HostinfoOptions>(parsed);
  AddressList list(nullptr, &freeaddrinfo);
  if (const int code = look_up(options, list)) return complain(options, code);
  if (options.canonical) std::printf("canonical: %s\n", list->ai_canonname);
  std::set<std::string> printed;  // an address comes once for every protocol
  for (const addrinfo* entry = list.get(); entry; entry = entry->ai_next) {
    std::string text;
    if (const int code = to_text(*entry, !options.service.empty(), text)) {
      return complain(options, code);
    }
    if (printed.insert(text).second) std::printf("%s\n", text.c_str());
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
