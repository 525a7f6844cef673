// The grader of the lab 'prethread': an echo server with a fixed pool of
// threads, fed by a bounded buffer.
#include "labs/assignments/server_tests/server_grader.hh"

int main(int argc, char** argv) {
  // The pool and the buffer are those of a server without further arguments.
  return server_tests::grade(
      {.model = conformance::Model::kThreadPool, .workers = 4, .queue = 16},
      argc, argv);
}
