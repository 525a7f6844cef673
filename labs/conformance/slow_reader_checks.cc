// A client that never reads can harm only itself.
#include <string>

#include "labs/conformance/check_lists.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/slow_reader.hh"

namespace conformance {
namespace {

constexpr std::size_t kMostMemory = 32 << 20;

void others_served(const Endpoint& server) {
  Client early(server);
  early.require_echo("early\n");
  SlowReader slow(server);
  slow.send_until_stuck();
  early.require_echo("still served\n");
  Client(server).require_echo("served as well\n");
}

std::size_t memory_of_family(const Endpoint& server) {
  std::size_t bytes = 0;
  for (const pid_t pid : family(server)) {
    bytes += server.observer.usage(pid).resident_bytes;
  }
  return bytes;
}

void memory_bounded(const Endpoint& server) {
  SlowReader slow(server);
  slow.client().require_echo("open\n");
  const std::size_t before = memory_of_family(server);
  slow.send_until_stuck();
  const std::size_t after = memory_of_family(server);
  require(after < before + kMostMemory, "less than 32 MiB kept for one client",
          std::to_string((after - before) >> 20) + " MiB more than before");
}

void resumes(const Endpoint& server) {
  SlowReader slow(server);
  slow.send_until_stuck();
  slow.client().finish_sending();
  slow.require_all_back();
  slow.client().require_end_of_file();
}

constexpr Check kChecks[] = {
    {"slow-reader-stalls-nobody",
     "others are served beside a client that never reads",
     not_to<Model::kIterative>, others_served,
     R"(a = c(); flood(a, 9999); sleep(1); )"
     R"(b = c(); b.sendall(b"served\n"); print(b.recv(9)))",
     "served"},
    {"slow-reader-memory",
     "what the server keeps for a client that never reads is bounded", to_all,
     memory_bounded,
     R"(a = c(); flood(a, 9999); sleep(1); )"
     R"(system(f"ps -o rss,cmd -p {p} --ppid {p}"))",
     "an RSS of some thousand kB"},
    {"slow-reader-resumes",
     "a client that reads late gets everything that it sent", to_all, resumes,
     R"(a = c(); flood(a, 400); sleep(1); )"
     R"(print(len(a.makefile("rb").read()) == 400 << 16))",
     "True"},
};

}  // namespace

std::span<const Check> slow_reader_checks() { return kChecks; }

}  // namespace conformance
