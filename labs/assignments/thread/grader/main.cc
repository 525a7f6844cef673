// The grader of the lab 'thread': an echo server with a thread for each client.
#include "labs/assignments/server_tests/server_grader.hh"

int main(int argc, char** argv) {
  return server_tests::grade({.model = conformance::Model::kThreadPerClient},
                             argc, argv);
}
