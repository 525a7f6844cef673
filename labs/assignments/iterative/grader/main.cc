// The grader of the lab 'iterative': an echo server for one client at a time.
#include "labs/assignments/given_files.hh"
#include "labs/assignments/server_tests/examine_server.hh"
#include "labs/grader/lab.hh"

namespace {

grader::Report examine(const grader::Commission& commission) {
  return server_tests::examine(commission,
                               {.model = conformance::Model::kIterative});
}

constexpr std::string_view kPrepared[] = {"libcsapp.a"};
constexpr std::string_view kBuilt[] = {"server"};

}  // namespace

int main(int argc, char** argv) {
  return grader::grade_lab({.rubric = assignments::rubric(),
                            .given = assignments::given_files(),
                            .sources = assignments::given_sources(),
                            .prepared = kPrepared,
                            .built = kBuilt,
                            .examine = {"examine", examine}},
                           argc, argv);
}
