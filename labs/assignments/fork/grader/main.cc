// The grader of the lab 'fork': an echo server with a process for each client.
#include "labs/assignments/server_tests/server_grader.hh"

int main(int argc, char** argv) {
  return server_tests::grade({.model = conformance::Model::kProcessPerClient},
                             argc, argv);
}
