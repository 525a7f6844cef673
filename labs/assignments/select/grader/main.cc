// The grader of the lab 'select': an echo server for all clients in one loop.
#include "labs/assignments/server_tests/server_grader.hh"

int main(int argc, char** argv) {
  return server_tests::grade({.model = conformance::Model::kSelectLoop}, argc,
                             argv);
}
