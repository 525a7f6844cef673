// Random numbers: the same in every run.
#include <sys/random.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

int main() {
  std::srand(static_cast<unsigned>(std::time(nullptr)));
  unsigned char bytes[3];
  if (getrandom(bytes, sizeof bytes, 0) != 3) return 1;
  std::random_device device;
  const unsigned one = device();
  const unsigned other = device();
  if (one == other || getentropy(bytes, 3) != 0) return 2;
  std::printf("%d %u %u %d\n", std::rand(), one, other, bytes[0]);
}
