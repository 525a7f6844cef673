/* Two threads add to a sum without a lock; main prints the sum and returns 1
 * if it is wrong.
 *
 * verdict:    exit_status
 * also:       data_race
 * within:     500
 * primitives: plain
 * twin:       lost_update_fixed
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static int sum;

static void* add(void* arg) {
  sum += (int)(intptr_t)arg;
  return NULL;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, (void*)(intptr_t)3);
  pthread_create(&second, NULL, add, (void*)(intptr_t)4);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  printf("sum %d\n", sum);
  return sum == 7 ? 0 : 1;
}
