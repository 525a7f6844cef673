#include "labs/assignments/server_tests/server_grader.hh"

#include "labs/assignments/given_files.hh"
#include "labs/assignments/server_tests/examine_server.hh"
#include "labs/grader/lab.hh"

namespace server_tests {

int grade(const conformance::Claims& claims, int argc, char** argv) {
  static constexpr std::string_view kPrepared[] = {"libcsapp.a"};
  static constexpr std::string_view kBuilt[] = {"server", "server-explored"};
  const std::string_view explorer = assignments::explorer();
  const auto examine_claims = [&](const grader::Commission& commission) {
    return examine(commission, claims, explorer);
  };
  return grader::grade_lab(
      {.rubric = assignments::rubric(),
       .given = assignments::given_files(),
       .sources = assignments::given_sources(),
       .prepared = kPrepared,
       .built = std::span(kBuilt).first(explorer.empty() ? 1 : 2),
       .examine = {"examine", examine_claims}},
      argc, argv);
}

}  // namespace server_tests
