// A thread waits until its creator has set what it reads.
//
// Model:  two threads; `name` is set before `start` is posted.
// Source: Lu and others, "Learning from Mistakes" (Mozilla's mThread)
#include <semaphore.h>

#include <atomic>
#include <cstdio>
#include <thread>

static std::atomic<const char*> name;
static sem_t start;

static void greet(bool* greeted) {
  sem_wait(&start);
  const char* const known = name;
  std::printf("hello, %s\n", known == nullptr ? "nobody" : known);
  *greeted = known != nullptr;
}

int main() {
  bool greeted = false;
  sem_init(&start, 0, 0);
  std::thread worker(greet, &greeted);
  name = "worker";
  sem_post(&start);
  worker.join();
  return greeted ? 0 : 1;
}
