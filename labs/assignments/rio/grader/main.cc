// The grader of the lab 'rio': robust reading and writing.
#include "labs/assignments/given_files.hh"
#include "labs/assignments/rio/grader/examine.hh"
#include "labs/grader/lab.hh"

namespace {

constexpr std::string_view kBuilt[] = {"probe"};

}  // namespace

int main(int argc, char** argv) {
  return grader::grade_lab({.rubric = assignments::rubric(),
                            .given = assignments::given_files(),
                            .prepared = {},
                            .built = kBuilt,
                            .examine = {"examine", rio::examine}},
                           argc, argv);
}
