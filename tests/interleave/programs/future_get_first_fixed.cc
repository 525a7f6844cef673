// Main asks, then waits for the answer.
//
// verdict:    none
// primitives: future, once, futex, shared_ptr, malloc, join

#include <cassert>
#include <future>
#include <thread>

std::promise<int> question;
std::promise<int> answer;

void work() {
  const int number = question.get_future().get();
  answer.set_value(number + 1);
}

int main() {
  std::thread worker(work);
  question.set_value(41);
  const int number = answer.get_future().get();
  worker.join();
  assert(number == 42);
}
