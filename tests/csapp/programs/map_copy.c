/* Copies a file to stdout through a memory mapping. */
#include "csapp.h"

static void map_copy(int fd, size_t size) {
  char* bufp;

  bufp = (char*)Mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  Write(1, bufp, size);
  Munmap(bufp, size);
}

int main(int argc, char** argv) {
  struct stat stat;
  int fd;

  if (argc != 2) {
    printf("usage: %s <filename>\n", argv[0]);
    exit(0);
  }
  fd = Open(argv[1], O_RDONLY, 0);
  fstat(fd, &stat);
  map_copy(fd, (size_t)stat.st_size);
  exit(0);
}
