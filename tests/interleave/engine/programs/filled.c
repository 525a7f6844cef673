// Large arrays that the kernel fills: they are watched by page, which it must
// not notice. The argument is a file.
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { kLarge = 1 << 20, kPart = kLarge / 8, kRead = 1 << 13 };

static char data[kLarge];
static struct stat status;
static struct utsname name;

static void check_and_fill(int i, ssize_t got) {
  char* part = data + i * kPart;
  assert(got == kRead);
  assert(part[0] == 0x7f && memcmp(part + 1, "ELF", 3) == 0);
}

static void read_file(int descriptor) {
  const struct iovec parts[] = {{data + 2 * kPart, 8},
                                {data + 2 * kPart + 8, kRead - 8}};
  check_and_fill(0, read(descriptor, data, kRead));
  check_and_fill(1, pread(descriptor, data + kPart, kRead, 0));
  assert(lseek(descriptor, 0, SEEK_SET) == 0);
  check_and_fill(2, readv(descriptor, parts, 2));
}

static void read_stream(const char* path) {
  FILE* stream = fopen(path, "r");
  check_and_fill(3, (ssize_t)fread(data + 3 * kPart, 1, kRead, stream));
  fclose(stream);
  stream = fopen(path, "r");
  setvbuf(stream, data + 4 * kPart, _IOFBF, kRead);
  assert(fgetc(stream) == 0x7f);
  fclose(stream);
}

int main(int argc, char** argv) {
  assert(argc == 2);
  for (int i = 0; i < kLarge; i += 1 << 12) assert(data[i] == 0);
  assert(status.st_size == 0 && name.sysname[0] == 0);
  const int descriptor = open(argv[1], O_RDONLY);
  read_file(descriptor);
  read_stream(argv[1]);
  assert(fstat(descriptor, &status) == 0 && status.st_size > 0);
  assert(stat(argv[1], &status) == 0);
  assert(uname(&name) == 0);
  assert(getcwd(data + 5 * kPart, kPart) != NULL);
  assert(readlink("/proc/self/exe", data + 6 * kPart, kPart) > 0);
  return 0;
}
