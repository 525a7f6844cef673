// getaddrinfo, freeaddrinfo, getnameinfo: numeric names, localhost and NULL.
// Asking the network would block, and differ from run to run.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <initializer_list>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {
namespace {

struct Service {
  const char* name;
  int port;
};
constexpr Service kServices[] = {
    {"echo", 7}, {"ftp", 21}, {"ssh", 22}, {"http", 80}, {"https", 443}};

// The sockaddr lies behind its addrinfo, in one block.
struct Entry {
  addrinfo info;
  union {
    sockaddr_in v4;
    sockaddr_in6 v6;
  } address;
};

INTERLEAVE_WRAPPER int port_of(const char* service, const addrinfo& hints,
                               int* port) {
  *port = 0;
  if (service == nullptr) return 0;
  char* end = nullptr;
  const long number = strtol(service, &end, 10);
  if (end != service && *end == '\0') {
    if (number < 0 || number > 65535) return EAI_SERVICE;
    *port = static_cast<int>(number);
    return 0;
  }
  if ((hints.ai_flags & AI_NUMERICSERV) != 0) return EAI_NONAME;
  for (const Service& known : kServices) {
    if (strcmp(service, known.name) != 0) continue;
    *port = known.port;
    return 0;
  }
  return EAI_SERVICE;
}

Entry* new_entry(const addrinfo& hints, int family, int port) {
  auto* entry = static_cast<Entry*>(calloc(1, sizeof(Entry)));
  if (entry == nullptr) return nullptr;
  addrinfo& info = entry->info;
  info.ai_family = family;
  info.ai_socktype = hints.ai_socktype == 0 ? SOCK_STREAM : hints.ai_socktype;
  info.ai_protocol = info.ai_socktype == SOCK_DGRAM ? IPPROTO_UDP : IPPROTO_TCP;
  info.ai_addr = reinterpret_cast<sockaddr*>(&entry->address);
  const std::uint16_t swapped = htons(static_cast<std::uint16_t>(port));
  if (family == AF_INET) {
    info.ai_addrlen = sizeof(sockaddr_in);
    entry->address.v4.sin_family = AF_INET;
    entry->address.v4.sin_port = swapped;
  } else {
    info.ai_addrlen = sizeof(sockaddr_in6);
    entry->address.v6.sin6_family = AF_INET6;
    entry->address.v6.sin6_port = swapped;
  }
  return entry;
}

bool wants(const addrinfo& hints, int family) {
  return hints.ai_family == AF_UNSPEC || hints.ai_family == family;
}

// This machine, or any of its addresses; IPv4 first.
int list_local(const addrinfo& hints, bool any, int port, addrinfo** list) {
  addrinfo** end = list;
  for (const int family : {AF_INET, AF_INET6}) {
    if (!wants(hints, family)) continue;
    Entry* entry = new_entry(hints, family, port);
    if (entry == nullptr) return EAI_MEMORY;
    if (family == AF_INET) {
      entry->address.v4.sin_addr.s_addr =
          htonl(any ? INADDR_ANY : INADDR_LOOPBACK);
    } else {
      entry->address.v6.sin6_addr = any ? in6addr_any : in6addr_loopback;
    }
    *end = &entry->info;
    end = &entry->info.ai_next;
  }
  return 0;
}

int list_numeric(const char* node, const addrinfo& hints, int port,
                 addrinfo** list) {
  unsigned char bytes[16];
  int family = AF_INET;
  if (inet_pton(AF_INET, node, bytes) != 1) {
    family = AF_INET6;
    if (inet_pton(AF_INET6, node, bytes) != 1) {
      if ((hints.ai_flags & AI_NUMERICHOST) != 0) return EAI_NONAME;
      unsupported("getaddrinfo of a name other than localhost");
    }
  }
  if (!wants(hints, family)) return EAI_ADDRFAMILY;
  Entry* entry = new_entry(hints, family, port);
  if (entry == nullptr) return EAI_MEMORY;
  if (family == AF_INET) {
    kernel::copy(&entry->address.v4.sin_addr, bytes, 4);
  } else {
    kernel::copy(&entry->address.v6.sin6_addr, bytes, 16);
  }
  *list = &entry->info;
  return 0;
}

bool copy_text(char* to, socklen_t size, const char* text) {
  if (to == nullptr || size == 0) return true;
  const std::size_t length = kernel::length(text) + 1;
  if (length > size) return false;
  kernel::copy(to, text, length);
  return true;
}

INTERLEAVE_WRAPPER void name_host(const sockaddr* address, int flags,
                                  char* text, socklen_t size) {
  const void* bytes =
      &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  bool local = false;
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    bytes = &v4->sin_addr;
    local = v4->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
  } else {
    local = memcmp(bytes, &in6addr_loopback, sizeof in6addr_loopback) == 0;
  }
  if (local && (flags & NI_NUMERICHOST) == 0) {
    copy_text(text, size, "localhost");
  } else {
    inet_ntop(address->sa_family, bytes, text, size);
  }
}

INTERLEAVE_WRAPPER void name_service(const sockaddr* address, int flags,
                                     char* text, std::size_t size) {
  // The port is at the same place in both families.
  const int port =
      ntohs(reinterpret_cast<const sockaddr_in*>(address)->sin_port);
  snprintf(text, size, "%d", port);
  if ((flags & NI_NUMERICSERV) != 0) return;
  for (const Service& known : kServices) {
    if (known.port == port) snprintf(text, size, "%s", known.name);
  }
}

}  // namespace
}  // namespace interleave

extern "C" {

INTERLEAVE_WRAPPER int getaddrinfo(const char* node, const char* service,
                                   const addrinfo* wanted, addrinfo** list) {
  using namespace interleave;
  const addrinfo hints = wanted == nullptr ? addrinfo{} : *wanted;
  *list = nullptr;
  if (node == nullptr && service == nullptr) return EAI_NONAME;
  if (!wants(hints, AF_INET) && !wants(hints, AF_INET6)) return EAI_FAMILY;
  int port = 0;
  const int error = port_of(service, hints, &port);
  if (error != 0) return error;
  if (node == nullptr) {
    const bool any = (hints.ai_flags & AI_PASSIVE) != 0;
    return list_local(hints, any, port, list);
  }
  if (strcmp(node, "localhost") == 0) {
    return list_local(hints, false, port, list);
  }
  return list_numeric(node, hints, port, list);
}

void freeaddrinfo(addrinfo* list) {
  while (list != nullptr) {
    addrinfo* next = list->ai_next;
    free(list);
    list = next;
  }
}

int getnameinfo(const sockaddr* address, socklen_t length, char* host,
                socklen_t host_size, char* service, socklen_t service_size,
                int flags) {
  using namespace interleave;
  if (length < sizeof(sockaddr_in) ||
      (address->sa_family != AF_INET && address->sa_family != AF_INET6) ||
      (address->sa_family == AF_INET6 && length < sizeof(sockaddr_in6))) {
    return EAI_FAMILY;
  }
  char text[NI_MAXHOST];
  name_host(address, flags, text, sizeof text);
  if (!copy_text(host, host_size, text)) return EAI_OVERFLOW;
  name_service(address, flags, text, sizeof text);
  return copy_text(service, service_size, text) ? 0 : EAI_OVERFLOW;
}

}  // extern "C"
