/* Two threads withdraw 60 from an account of 100. Each checks the balance and
 * then pays, both under the lock, but not in one piece: both find enough.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100;

static int enough(int amount) {
  pthread_mutex_lock(&lock);
  int yes = balance >= amount;
  pthread_mutex_unlock(&lock);
  return yes;
}

static void pay(int amount) {
  pthread_mutex_lock(&lock);
  balance -= amount;
  pthread_mutex_unlock(&lock);
}

static void* withdraw(void* arg) {
  if (enough(60)) pay(60);
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
