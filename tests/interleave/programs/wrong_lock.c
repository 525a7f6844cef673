/* A bank account with two locks: deposits take one, withdrawals the other, so
 * neither keeps the other out and the balance comes out wrong.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t deposits = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t withdrawals = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100;

static void* deposit(void* arg) {
  pthread_mutex_lock(&deposits);
  balance += 10;
  pthread_mutex_unlock(&deposits);
  return arg;
}

static void* withdraw(void* arg) {
  pthread_mutex_lock(&withdrawals);
  balance -= 10;
  pthread_mutex_unlock(&withdrawals);
  return arg;
}

int main(void) {
  pthread_t payer, spender;
  pthread_create(&payer, NULL, deposit, NULL);
  pthread_create(&spender, NULL, withdraw, NULL);
  pthread_join(payer, NULL);
  pthread_join(spender, NULL);
  assert(balance == 100);
  return 0;
}
