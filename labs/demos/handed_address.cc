// A loop hands the address of its variable to 100 threads; each saves the value
// that it finds there.
//
// Model:  101 threads; all share `i`, which main goes on changing.
// Fails:  a thread reads `i` when main is in a later round: some values are
//         saved twice, others never; 100 is what the loop ends with.
// Source: "Computer Systems: A Programmer's Perspective", 12.7.4
#include <pthread.h>

#include <cstdio>
#include <cstdlib>

static int saved[101];  // how often each value was; one writer at a time
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void* save(void* address) {
  const int value = *static_cast<int*>(address);
  pthread_mutex_lock(&lock);
  ++saved[value];
  pthread_mutex_unlock(&lock);
  return nullptr;
}

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100;
  pthread_t threads[100];
  int i;
  for (i = 0; i < count; ++i) pthread_create(&threads[i], nullptr, save, &i);
  for (int k = 0; k < count; ++k) pthread_join(threads[k], nullptr);
  for (int value = 0; count == 100 && value <= count; ++value)
    std::printf("plot saved %d %d\n", value, saved[value]);
  int once = 0;
  for (int value = 0; value < count; ++value) once += saved[value] == 1;
  std::printf("%d of %d values saved exactly once\n", once, count);
  return once == count ? 0 : 1;
}
