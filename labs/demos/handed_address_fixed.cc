// A loop hands a copy of its variable to each of 100 threads.
//
// Model:  101 threads; each copy belongs to main until its thread is created,
//         and then to that thread, which frees it.
// Source: "Computer Systems: A Programmer's Perspective", 12.7.4
#include <pthread.h>

#include <cstdio>
#include <cstdlib>

static int saved[101];  // how often each value was; one writer at a time
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void* save(void* address) {
  const int value = *static_cast<int*>(address);
  std::free(address);
  pthread_mutex_lock(&lock);
  ++saved[value];
  pthread_mutex_unlock(&lock);
  return nullptr;
}

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100;
  pthread_t threads[100];
  for (int i = 0; i < count; ++i) {
    auto* copy = static_cast<int*>(std::malloc(sizeof(int)));
    *copy = i;
    pthread_create(&threads[i], nullptr, save, copy);
  }
  for (int k = 0; k < count; ++k) pthread_join(threads[k], nullptr);
  for (int value = 0; count == 100 && value <= count; ++value)
    std::printf("plot saved %d %d\n", value, saved[value]);
  int once = 0;
  for (int value = 0; value < count; ++value) once += saved[value] == 1;
  std::printf("%d of %d values saved exactly once\n", once, count);
  return once == count ? 0 : 1;
}
