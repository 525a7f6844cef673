// The grader of the lab 'endpoints': sockets from names and ports, a client.
#include <csignal>
#include <filesystem>
#include <stdexcept>

#include "labs/assignments/endpoints/grader/need.hh"
#include "labs/assignments/given_files.hh"
#include "labs/conformance/check.hh"
#include "labs/conformance/expectation.hh"
#include "labs/grader/lab.hh"

namespace {

using endpoints::Need;
using grader::Finding;
using grader::Status;

constexpr std::string_view kBuilt[] = {"probe", "hostinfo", "client"};

const Need& need_named(std::string_view id) {
  for (const auto& part :
       {endpoints::hostinfo_needs(), endpoints::connect_needs(),
        endpoints::listen_needs(), endpoints::client_needs()}) {
    for (const Need& need : part) {
      if (need.id == id) return need;
    }
  }
  throw std::invalid_argument("the rubric needs an unknown examination: " +
                              std::string(id));
}

Finding find(const Need& need, endpoints::Scene& scene) {
  Finding finding{.status = Status::kPassed};
  try {
    need.examine(scene);
  } catch (const conformance::Unmet& unmet) {
    finding = {.status = Status::kFailed,
               .expected = unmet.expected,
               .observed = unmet.observed};
  }
  finding.replay = need.replay;
  finding.replay.append(conformance::kShown).append(need.shown);
  finding.output = scene.printed;
  return finding;
}

grader::Report examine(const grader::Commission& commission) {
  const auto examination = grader::parse_examination(commission.details);
  std::signal(SIGPIPE, SIG_IGN);  // a student's client may end at any time
  for (const std::string_view program : kBuilt) {
    std::filesystem::permissions(program, std::filesystem::perms(0755));
  }
  endpoints::Scene scene(examination, commission.limits);
  return {.text = to_text(find(need_named(examination.need), scene))};
}

}  // namespace

int main(int argc, char** argv) {
  return grader::grade_lab({.rubric = assignments::rubric(),
                            .given = assignments::given_files(),
                            .prepared = {},
                            .built = kBuilt,
                            .examine = {"examine", examine}},
                           argc, argv);
}
