// Attack:  puts its own functions in the place of csapp's and the library's
// Lab:     fork
// Defence: several
// Without: points
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

// Whoever compares finds everything equal, and whatever fails has not.
int strcmp(const char* one, const char* other) {
  (void)one;
  (void)other;
  return 0;
}

int memcmp(const void* one, const void* other, size_t size) {
  (void)one;
  (void)other;
  (void)size;
  return 0;
}

void exit(int status) {
  (void)status;
  _Exit(0);
}

void unix_error(char* message) {
  (void)message;
  _Exit(0);
}

ssize_t rio_readlineb(void* rio, void* line, size_t size) {
  (void)rio;
  (void)line;
  return (ssize_t)size;
}

int main(void) {
  puts("{\"status\":\"passed\"}");
  return strcmp("failed", "passed");
}
