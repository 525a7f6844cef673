/* What the functions on strings return, and what they leave in memory. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Not literals: the compiler would know the results. */
static char empty[] = "";
static char ab[] = "ab";
static char abc[] = "abc";
static char high[] = "a\xff";

static void measure(void) {
  assert(strlen(empty) == 0);
  assert(strlen(abc) == 3);
  assert(strnlen(abc, 2) == 2);
  assert(strnlen(ab, sizeof ab) == 2);
}

static void copy(void) {
  char to[8];
  assert(strcpy(to, abc) == to && strcmp(to, abc) == 0);
  assert(stpcpy(to, ab) == to + 2 && strcmp(to, ab) == 0);
  memset(to, 'x', sizeof to);
  assert(strncpy(to, abc, 2) == to && memcmp(to, "abxx", 4) == 0);
  assert(strncpy(to, ab, 5) == to && memcmp(to, "ab\0\0\0xxx", 8) == 0);
  strcpy(to, ab);
  assert(strcat(to, abc) == to && strcmp(to, "ababc") == 0);
  assert(strncat(to, abc, 1) == to && strcmp(to, "ababca") == 0);
  assert(strncat(to, empty, 4) == to && strcmp(to, "ababca") == 0);
}

static void compare(void) {
  assert(strcmp(empty, empty) == 0);
  assert(strcmp(ab, abc) < 0 && strcmp(abc, ab) > 0);
  assert(strcmp(ab, high) < 0);
  assert(strncmp(ab, abc, 2) == 0 && strncmp(ab, abc, 3) < 0);
  assert(strncmp(ab, high, 0) == 0);
  assert(memcmp(ab, abc, 2) == 0 && memcmp(ab, abc, 3) < 0);
  assert(memcmp(high, abc, 2) > 0 && memcmp(high, abc, 0) == 0);
}

static void find(void) {
  char text[] = "abcabd";
  assert(strchr(text, 'b') == text + 1 && strrchr(text, 'b') == text + 4);
  assert(strchr(text, 'a') == text && strrchr(text, 'c') == text + 2);
  assert(strchr(text, 'x') == NULL && strrchr(text, 'x') == NULL);
  assert(strchr(text, '\0') == text + 6 && strrchr(text, '\0') == text + 6);
  assert(strchr(high, '\xff') == high + 1);
  assert(memchr(text, 'c', 6) == text + 2 && memchr(text, 'c', 2) == NULL);
  assert(memchr(text, 'a', 0) == NULL);
  assert(strstr(text, abc) == text && strstr(text, "abd") == text + 3);
  assert(strstr(text, empty) == text && strstr(text, "abe") == NULL);
  assert(strstr(empty, empty) == empty && strstr(empty, ab) == NULL);
}

static void duplicate(void) {
  char* one = strdup(abc);
  char* other = strndup(abc, 2);
  assert(strcmp(one, abc) == 0 && strcmp(other, ab) == 0);
  free(one);
  free(other);
}

static int print_list(char* to, size_t size, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int length = vsnprintf(to, size, format, list);
  va_end(list);
  return length;
}

static void print(void) {
  char to[80];
  assert(sprintf(to, "%s-%5.1s|%-4s|", abc, abc, ab) == 15);
  assert(strcmp(to, "abc-    a|ab  |") == 0);
  assert(snprintf(to, 4, "%s%s", abc, ab) == 5 && strcmp(to, abc) == 0);
  assert(snprintf(NULL, 0, "%s", abc) == 3);
  sprintf(to, "%d %ld %c %.2f %Lg %*d %.*s %zu %% %#x %s", -1, 2L, 'c', 1.5,
          2.5L, 4, 7, 2, abc, (size_t)9, 255, ab);
  assert(strcmp(to, "-1 2 c 1.50 2.5    7 ab 9 % 0xff ab") == 0);
  const char unterminated[] = {'x', 'y'};
  assert(print_list(to, sizeof to, "%.2s%lld", unterminated, 3LL) == 3);
  assert(strcmp(to, "xy3") == 0);
  assert(sprintf(to, "%2$s%1$s", ab, abc) == 5 && strcmp(to, "abcab") == 0);
  assert(printf("%s %d\n", abc, 1) == 6);
  assert(fprintf(stdout, "%s\n", ab) == 3);
  assert(puts(abc) >= 0 && fputs(ab, stdout) >= 0);
  assert(puts(empty) >= 0);
}

int main(void) {
  measure();
  copy();
  compare();
  find();
  duplicate();
  print();
  fflush(stdout);
  return 0;
}
