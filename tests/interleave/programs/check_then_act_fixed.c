/* Two threads withdraw 60 from an account of 100; the check and the payment
 * are one critical section.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100;

static void pay_if_enough(int amount) {
  pthread_mutex_lock(&lock);
  if (balance >= amount) balance -= amount;
  pthread_mutex_unlock(&lock);
}

static void* withdraw(void* arg) {
  pay_if_enough(60);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, withdraw, NULL);
  pthread_create(&second, NULL, withdraw, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(balance >= 0);
  return 0;
}
