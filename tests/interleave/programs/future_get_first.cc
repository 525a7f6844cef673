// Main waits for the answer before it has asked: the worker waits for the
// question, main for the answer.
//
// verdict:    deadlock
// within:     500
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
  const int number = answer.get_future().get();
  question.set_value(41);
  worker.join();
  assert(number == 42);
}
