// The grader of the lab 'prethread': an echo server with a fixed pool of
// threads, fed by a bounded buffer.
#include "labs/assignments/given_files.hh"
#include "labs/assignments/server_tests/examine_server.hh"
#include "labs/grader/lab.hh"

namespace {

// Without further arguments.
constexpr int kWorkers = 4;
constexpr int kSlots = 16;

grader::Report examine(const grader::Commission& commission) {
  return server_tests::examine(commission,
                               {.model = conformance::Model::kThreadPool,
                                .workers = kWorkers,
                                .queue = kSlots},
                               assignments::explorer());
}

constexpr std::string_view kPrepared[] = {"libcsapp.a"};
constexpr std::string_view kBuilt[] = {"server", "server-explored"};

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
