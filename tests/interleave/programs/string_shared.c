/* Two threads append to one text: strcat looks for its end and then writes
 * there, and the other may do the same in between.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static char names[16];

static void* add(void* arg) {
  const char* name = arg;
  strcat(names, name);
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
