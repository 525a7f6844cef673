// What hostinfo prints.
#include <netdb.h>
#include <sys/wait.h>

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

grader::Run run_hostinfo(Scene& scene, const std::string& name) {
  grader::Run run = grader::run_to_end(
      {.arguments = {"./hostinfo", name}, .limits = scene.limits()});
  scene.printed += run.printed.out + run.printed.err;
  return run;
}

void require_exit(const grader::Run& run, int status) {
  require(run.status && WIFEXITED(*run.status) &&
              WEXITSTATUS(*run.status) == status,
          "exit status " + std::to_string(status),
          conformance::describe_status(run.status));
}

void all_addresses(Scene& scene) {
  std::vector<std::string> addresses;
  for (int i = 0; i < 2; ++i) {
    addresses.push_back(scene.quiet_address());
    addresses.push_back(scene.ipv6_address());
  }
  scene.shuffle(addresses);
  const grader::Run run = run_hostinfo(scene, scene.name_for(addresses));
  std::string lines;
  for (const std::string& address : addresses) lines += address + '\n';
  conformance::require_same_bytes(lines, run.printed.out);
  require_exit(run, 0);
}

void no_address(Scene& scene) {
  const ResolverError error = draw_resolver_error(scene);
  const grader::Run run = run_hostinfo(scene, scene.name_for({error.name}));
  conformance::require_same_bytes("", run.printed.out);
  require(run.printed.err.find(error.reason()) != std::string::npos,
          "the reason on stderr: " + error.reason(),
          conformance::quote(run.printed.err));
  require_exit(run, 1);
}

const Need kNeeds[] = {
    {"hostinfo-addresses", all_addresses,
     "echo 'some 127.1.2.3 2001:db8::1 127.4.5.6' > names; ./hostinfo some",
     "three addresses, in this order"},
    {"hostinfo-unresolved", no_address,
     "echo 'some EAI_AGAIN' > names; ./hostinfo some; echo status $?",
     "why, on stderr, and status 1"},
};

}  // namespace

std::span<const Need> hostinfo_needs() { return kNeeds; }

}  // namespace endpoints
