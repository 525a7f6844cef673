#include "labs/assignments/endpoints/grader/scene.hh"

#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>
#include <stdexcept>

#include "csapp/descriptor.hh"

namespace endpoints {
namespace {

std::mt19937_64 generator_for(const grader::Examination& examination) {
  std::seed_seq seeds(examination.need.begin(), examination.need.end());
  std::mt19937_64 of_need(seeds);
  return std::mt19937_64(of_need() ^ examination.seed);
}

}  // namespace

Scene::Scene(const grader::Examination& examination,
             const grader::Limits& limits)
    : random_(generator_for(examination)), limits_(limits) {}

unsigned Scene::number(unsigned least, unsigned most) {
  // Not a distribution of the library: each may draw in its own way.
  return least + static_cast<unsigned>(random_() % (most - least + 1));
}

std::string Scene::word() {
  std::string letters;
  for (int i = 0; i < 8; ++i) {
    letters += static_cast<char>('a' + number(0, 25));
  }
  return letters;
}

std::string Scene::quiet_address() {
  std::string address = "127";
  for (int i = 0; i < 3; ++i) address += '.' + std::to_string(number(2, 250));
  return address;
}

std::string Scene::ipv6_address() {
  // Of the block for documentation; decimal digits are digits of it, too.
  return "2001:db8:" + std::to_string(number(1, 9999)) +
         "::" + std::to_string(number(1, 9999));
}

std::string Scene::name_for(const std::vector<std::string>& meaning) {
  const std::string name = word();
  std::ofstream file("names");
  file << name;
  for (const std::string& item : meaning) file << ' ' << item;
  file << '\n' << std::flush;
  if (!file) throw std::runtime_error("the file 'names' cannot be written");
  return name;
}

bool has_ipv6() {
  const csapp::Descriptor socket(
      ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  return socket &&
         ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address),
                sizeof address) == 0;
}

}  // namespace endpoints
