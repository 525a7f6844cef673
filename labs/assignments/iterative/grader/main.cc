// The grader of the lab 'iterative': an echo server for one client at a time.
#include "labs/assignments/server_tests/server_grader.hh"

int main(int argc, char** argv) {
  return server_tests::grade({.model = conformance::Model::kIterative}, argc,
                             argv);
}
