#include "csapp/stdio.h"

#include "export.hh"

CSAPP_PUBLIC void Fclose(FILE* fp) {
  if (fclose(fp) != 0) csapp_fail_unix("Fclose error");
}

CSAPP_PUBLIC FILE* Fdopen(int fd, const char* type) {
  FILE* stream = fdopen(fd, type);
  if (stream == nullptr) csapp_fail_unix("Fdopen error");
  return stream;
}

CSAPP_PUBLIC char* Fgets(char* ptr, int n, FILE* stream) {
  char* line = fgets(ptr, n, stream);
  if (line == nullptr && ferror(stream)) csapp_fail_app("Fgets error");
  return line;
}

CSAPP_PUBLIC FILE* Fopen(const char* filename, const char* mode) {
  FILE* stream = fopen(filename, mode);
  if (stream == nullptr) csapp_fail_unix("Fopen error");
  return stream;
}

CSAPP_PUBLIC void Fputs(const char* ptr, FILE* stream) {
  if (fputs(ptr, stream) == EOF) csapp_fail_unix("Fputs error");
}

CSAPP_PUBLIC size_t Fread(void* ptr, size_t size, size_t nmemb, FILE* stream) {
  const size_t n = fread(ptr, size, nmemb, stream);
  if (n < nmemb && ferror(stream)) csapp_fail_unix("Fread error");
  return n;
}

CSAPP_PUBLIC void Fwrite(const void* ptr, size_t size, size_t nmemb,
                         FILE* stream) {
  // Elements of no size are 0 written ones, and no error.
  if (fwrite(ptr, size, nmemb, stream) < nmemb && size != 0) {
    csapp_fail_unix("Fwrite error");
  }
}
