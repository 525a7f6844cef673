/* A bank account whose balance has one lock, for deposits and withdrawals.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t account = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100;

static void* deposit(void* arg) {
  pthread_mutex_lock(&account);
  balance += 10;
  pthread_mutex_unlock(&account);
  return arg;
}

static void* withdraw(void* arg) {
  pthread_mutex_lock(&account);
  balance -= 10;
  pthread_mutex_unlock(&account);
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
