/* string_shared.c with a lock. What they print in the meantime are literals, or
 * their own.
 *
 * verdict:    none
 * primitives: plain, mutex
 */
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char names[16];

static void* add(void* arg) {
  const char* name = arg;
  char line[32];
  printf("adds a name\n");
  pthread_mutex_lock(&lock);
  strcat(names, name);
  snprintf(line, sizeof line, "%zu: %s", strlen(names), names);
  pthread_mutex_unlock(&lock);
  puts(line);
  return NULL;
}

int main(void) {
  pthread_t one, other;
  strcpy(names, "who: ");
  pthread_create(&one, NULL, add, "ann ");
  pthread_create(&other, NULL, add, "bob ");
  pthread_join(one, NULL);
  pthread_join(other, NULL);
  assert(strlen(names) == 13);
  puts("both are there");
  return strstr(names, "ann") != NULL ? 0 : 1;
}
