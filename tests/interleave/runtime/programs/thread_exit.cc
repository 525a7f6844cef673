// pthread_exit and cancellation in C++: destructors run on the way out. The
// first argument: what else to show.
#include <pthread.h>
#include <semaphore.h>

#include <cassert>
#include <cstdio>
#include <cstring>

namespace {

struct Noisy {
  explicit Noisy(const char* name) : name(name) {}
  ~Noisy() { std::printf("%s ends\n", name); }
  const char* name;
};

sem_t never;
int result = 0;

void leave() {
  Noisy inner("inner");
  pthread_exit(&result);
}

void* exit_deep(void*) {
  thread_local Noisy local("local");
  Noisy outer("outer");
  std::printf("%s\n", local.name);
  try {
    leave();
  } catch (int) {
    std::printf("not reached\n");
  }
  return nullptr;
}

void say(void* text) {
  std::printf("handler %s\n", static_cast<const char*>(text));
}

void* wait_in_vain(void*) {
  Noisy waiting("waiting");
  char text[] = "of the waiting";
  pthread_cleanup_push(say, text);
  sem_wait(&never);
  std::printf("not reached\n");
  pthread_cleanup_pop(0);
  return nullptr;
}

void* swallow(void*) {
  try {
    leave();
  } catch (...) {
  }
  return nullptr;
}

void* end_last(void*) {
  std::printf("last\n");
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  pthread_t thread;
  void* value = nullptr;
  if (argc > 1 && std::strcmp(argv[1], "swallow") == 0) {
    pthread_create(&thread, nullptr, swallow, nullptr);
    pthread_join(thread, nullptr);
  }
  pthread_create(&thread, nullptr, exit_deep, nullptr);
  pthread_join(thread, &value);
  assert(value == &result);
  sem_init(&never, 0, 0);
  pthread_create(&thread, nullptr, wait_in_vain, nullptr);
  pthread_cancel(thread);
  pthread_join(thread, &value);
  assert(value == PTHREAD_CANCELED);
  Noisy main_object("main's");
  pthread_create(&thread, nullptr, end_last, nullptr);
  std::fflush(stdout);
  pthread_exit(nullptr);
}
