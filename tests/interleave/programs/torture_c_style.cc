// C++ written in the manner of C: pthreads inside small classes and functions,
// each call used as it should be. Whatever is reported here is a false alarm.
//
// verdict:    none
// primitives: plain, mutex, trylock, cond, rwlock, spin, barrier, sem, key

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

#include <cassert>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

// For calls that cannot fail when used well.
void must(int error) {
  if (error != 0) {
    abort();
  }
}

class Mutex {
 public:
  explicit Mutex(int type) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~Mutex() { must(pthread_mutex_destroy(&mutex_)); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() { must(pthread_mutex_lock(&mutex_)); }
  bool try_lock() { return pthread_mutex_trylock(&mutex_) == 0; }
  void unlock() { must(pthread_mutex_unlock(&mutex_)); }
  pthread_mutex_t* get() { return &mutex_; }

 private:
  pthread_mutex_t mutex_;
};

// Runs the body in two threads, with 0 and 1, and waits for both.
void in_two_threads(void* (*body)(void*)) {
  pthread_t threads[2];
  for (intptr_t me = 0; me < 2; ++me) {
    void* argument = reinterpret_cast<void*>(me);
    must(pthread_create(&threads[me], nullptr, body, argument));
  }
  for (intptr_t me = 0; me < 2; ++me) {
    void* result = nullptr;
    must(pthread_join(threads[me], &result));
    assert(reinterpret_cast<intptr_t>(result) == me);
  }
}

Mutex normal(PTHREAD_MUTEX_NORMAL);
Mutex nested(PTHREAD_MUTEX_RECURSIVE);
Mutex checked(PTHREAD_MUTEX_ERRORCHECK);
int sum = 0;    // guarded by normal
int depth = 0;  // guarded by nested
int tries = 0;  // guarded by checked

void* lock_in_turn(void* me) {
  normal.lock();
  ++sum;
  normal.unlock();
  nested.lock();
  nested.lock();
  ++depth;
  nested.unlock();
  nested.unlock();
  return me;
}

// An error-checking mutex tells of a mistake and stays as it was.
void* ask_in_vain(void* me) {
  checked.lock();
  const int again = pthread_mutex_lock(checked.get());
  assert(again == EDEADLK);
  ++tries;
  checked.unlock();
  while (!checked.try_lock()) {
    sched_yield();
  }
  ++tries;
  checked.unlock();
  return me;
}

pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
int turn = 0;  // guarded by normal

void* take_turns(void* me) {
  const int mine = static_cast<int>(reinterpret_cast<intptr_t>(me));
  for (int round = 0; round < 2; ++round) {
    normal.lock();
    while (turn % 2 != mine) {
      pthread_cond_wait(&changed, normal.get());
    }
    ++turn;
    pthread_cond_signal(&changed);
    normal.unlock();
  }
  return me;
}

pthread_rwlock_t table_lock = PTHREAD_RWLOCK_INITIALIZER;
int table = 0;  // guarded by table_lock

void* read_then_write(void* me) {
  pthread_rwlock_rdlock(&table_lock);
  const int seen = table;
  assert(seen == table);
  pthread_rwlock_unlock(&table_lock);
  pthread_rwlock_wrlock(&table_lock);
  ++table;
  pthread_rwlock_unlock(&table_lock);
  return me;
}

pthread_spinlock_t spin_lock;
pthread_barrier_t meeting;
sem_t permit;
int cells[2];
int serial = 0;  // guarded by spin_lock

void* meet(void* me) {
  const intptr_t mine = reinterpret_cast<intptr_t>(me);
  cells[mine] = 1;
  if (pthread_barrier_wait(&meeting) == PTHREAD_BARRIER_SERIAL_THREAD) {
    pthread_spin_lock(&spin_lock);
    ++serial;
    pthread_spin_unlock(&spin_lock);
  }
  assert(cells[1 - mine] == 1);
  pthread_barrier_wait(&meeting);
  sem_wait(&permit);
  cells[0] += 1;
  sem_post(&permit);
  return me;
}

void meet_twice() {
  pthread_spin_init(&spin_lock, PTHREAD_PROCESS_PRIVATE);
  pthread_barrier_init(&meeting, nullptr, 2);
  sem_init(&permit, 0, 1);
  in_two_threads(meet);
  assert(cells[0] == 3 && cells[1] == 1 && serial == 1);
  sem_destroy(&permit);
  pthread_barrier_destroy(&meeting);
  pthread_spin_destroy(&spin_lock);
}

pthread_once_t once = PTHREAD_ONCE_INIT;
pthread_key_t own_count;

extern "C" void hand_in(void* count) {
  normal.lock();
  sum += *static_cast<int*>(count);
  normal.unlock();
  free(count);
}

extern "C" void make_key() { must(pthread_key_create(&own_count, hand_in)); }

void* count_for_itself(void* me) {
  pthread_once(&once, make_key);
  int* count = static_cast<int*>(calloc(1, sizeof(int)));
  assert(count != nullptr);
  must(pthread_setspecific(own_count, count));
  ++*static_cast<int*>(pthread_getspecific(own_count));
  pthread_exit(me);
}

int main() {
  in_two_threads(lock_in_turn);
  assert(sum == 2 && depth == 2);
  in_two_threads(ask_in_vain);
  assert(tries == 4);
  in_two_threads(take_turns);
  assert(turn == 4);
  in_two_threads(read_then_write);
  assert(table == 2);
  meet_twice();
  in_two_threads(count_for_itself);
  assert(sum == 4);
  pthread_key_delete(own_count);
}
