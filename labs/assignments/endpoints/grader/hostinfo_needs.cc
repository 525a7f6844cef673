// What hostinfo prints.
#include <netdb.h>
#include <sys/wait.h>

#include <chrono>
#include <string>
#include <vector>

#include "labs/assignments/endpoints/grader/need.hh"
#include "labs/assignments/endpoints/grader/resolver_error.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/grader/sandbox/student_program.hh"

namespace endpoints {
namespace {

using conformance::require;

constexpr std::chrono::seconds kPatience{20};

struct Ended {
  grader::Printed printed;
  std::optional<int> status;
};

Ended run_hostinfo(Scene& scene, const std::string& name) {
  grader::StudentProgram program(
      {.arguments = {"./hostinfo", name}, .limits = scene.limits()});
  const auto status = program.wait(kPatience);
  Ended ended{.printed = program.finish(), .status = status};
  scene.printed += ended.printed.out + ended.printed.err;
  return ended;
}

void require_exit(const Ended& ended, int status) {
  require(ended.status && WIFEXITED(*ended.status) &&
              WEXITSTATUS(*ended.status) == status,
          "exit status " + std::to_string(status),
          conformance::describe_status(ended.status));
}

void all_addresses(Scene& scene) {
  std::vector<std::string> addresses;
  for (int i = 0; i < 2; ++i) {
    addresses.push_back(scene.quiet_address());
    addresses.push_back(scene.ipv6_address());
  }
  scene.shuffle(addresses);
  const Ended ended = run_hostinfo(scene, scene.name_for(addresses));
  std::string lines;
  for (const std::string& address : addresses) lines += address + '\n';
  conformance::require_same_bytes(lines, ended.printed.out);
  require_exit(ended, 0);
}

void no_address(Scene& scene) {
  const ResolverError error = draw_resolver_error(scene);
  const Ended ended = run_hostinfo(scene, scene.name_for({error.name}));
  conformance::require_same_bytes("", ended.printed.out);
  require(ended.printed.err.find(error.reason()) != std::string::npos,
          "the reason on stderr: " + error.reason(),
          conformance::quote(ended.printed.err));
  require_exit(ended, 1);
}

const Need kNeeds[] = {
    {"hostinfo-addresses", all_addresses,
     "echo 'some 127.1.2.3 2001:db8::1 127.4.5.6' > names; ./hostinfo some"},
    {"hostinfo-unresolved", no_address,
     "echo 'some EAI_AGAIN' > names; ./hostinfo some; echo status $?"},
};

}  // namespace

std::span<const Need> hostinfo_needs() { return kNeeds; }

}  // namespace endpoints
