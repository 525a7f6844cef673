"""Random programs in C that use threads in odd ways: locks that are never
released or destroyed while held, waits that nobody ends, threads that outlive
main, spinning, recursion, large memory. They have no null pointers, always
come to a visible operation again, and exit with status 0.

A thread function creates only threads of functions behind its own, so there
is an end to it."""

import random

VARIABLES, MUTEXES, FUNCTIONS = 4, 3, 4
KINDS = ("NORMAL", "RECURSIVE", "ERRORCHECK", "DEFAULT")

PRELUDE = """\
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int g0, g1, g2, g3;
static atomic_int a0, a1;
static volatile int flag;
static __thread int own;
static pthread_mutex_t m0, m1, m2;
static pthread_cond_t c0 = PTHREAD_COND_INITIALIZER;
static pthread_cond_t c1 = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t w0 = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_spinlock_t spin;
static pthread_barrier_t barrier;
static pthread_key_t key;
static sem_t s0, s1;
static pthread_t handles[6];
static int created[6];
static int* blocks[2];
static char large[400000];
static int ends[2];

static struct timespec in_ms(int ms) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  t.tv_nsec += ms * 1000000L;
  t.tv_sec += t.tv_nsec / 1000000000L;
  t.tv_nsec %= 1000000000L;
  return t;
}
static int deep(int n) {
  char pad[200];
  pad[n % 200] = (char)n;
  return n == 0 ? g0 : deep(n - 1) + pad[n % 200];
}
static void big_frame(void) {
  char frame[100000];
  memset(frame, 1, sizeof frame);
  g1 += frame[g0 & 1023];
}
static void first_time(void) { ++g3; }
static void at_end(void* unused) { ++g2; }
"""

SIMPLE = """\
++g{v};
g{v} = g{u} + {k};
g{v} = {k};
flag = 1;
atomic_fetch_add(&a{b}, 1);
atomic_store(&a{b}, {k});
atomic_load_explicit(&a{b}, memory_order_acquire);
{{ int old = {k}; atomic_compare_exchange_strong(&a{b}, &old, g{v}); }}
atomic_thread_fence(memory_order_seq_cst);
++own;
sched_yield();
usleep({k});
{{ struct timespec t = {{0, 1000}}; nanosleep(&t, NULL); }}
sem_post(&s{b});
sem_post(&s{b});
sem_trywait(&s{b});
{{ struct timespec t = in_ms({k}); sem_timedwait(&s{b}, &t); }}
{{ int n; sem_getvalue(&s{b}, &n); g{v} = n; }}
pthread_cond_signal(&c{b});
pthread_cond_broadcast(&c{b});
pthread_mutex_lock(&m{m}); ++g{v}; pthread_mutex_unlock(&m{m});
pthread_rwlock_rdlock(&w0); g{v} = g{u}; pthread_rwlock_unlock(&w0);
pthread_rwlock_wrlock(&w0); ++g{v}; pthread_rwlock_unlock(&w0);
if (pthread_rwlock_trywrlock(&w0) == 0) pthread_rwlock_unlock(&w0);
if (pthread_spin_trylock(&spin) == 0) pthread_spin_unlock(&spin);
pthread_spin_lock(&spin); ++g{v}; pthread_spin_unlock(&spin);
pthread_once(&once, first_time);
pthread_setspecific(key, &g{v});
if (pthread_getspecific(key) == &g{u}) ++g{v};
if (pthread_equal(pthread_self(), handles[0])) ++g{v};
g{v} = deep({k} * 20);
big_frame();
++large[(unsigned)g{v} * 4001u % sizeof large];
memset(large + {k} * 1000, {k}, 5000);
memcpy(large, large + 200000, 300);
printf("{k} %d\\n", g{v});
fprintf(stderr, "%d ", g{v});
puts("here");
fflush(stdout);
for (int i = 0; i < {k}; ++i) free(malloc(10u << i));
{{ char* p = calloc(1, 70000); p[{k}] = 1; p = realloc(p, 90); free(p); }}
{{ char* p = malloc(50); strcpy(p, "text"); g{v} += (int)strlen(p); free(p); }}
malloc({k} * 100);
blocks[{b}][1] = {k};
g{v} = blocks[{b}][0];
{{ int* p = malloc(8); p[0] = p[1] = {k}; blocks[{b}] = p; }}
rand(); srand({k});
{{ struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); }}
write(ends[1], "x", 1);
for (int i = 0; i < 3 && !flag; ++i) sched_yield();
for (int i = 0; i < 40; ++i) ++g{v};
pthread_mutex_lock(&m{m}); if (g{v} == 0) pthread_cond_wait(&c{b}, &m{m}); \
pthread_mutex_unlock(&m{m});
pthread_mutex_lock(&m{m}); while (g{v} == 0) pthread_cond_wait(&c{b}, &m{m}); \
pthread_mutex_unlock(&m{m});
pthread_mutex_lock(&m{m}); g{v} = 1; pthread_cond_signal(&c{b}); \
pthread_mutex_unlock(&m{m});
pthread_mutex_lock(&m{m}); {{ struct timespec t = in_ms({k}); \
pthread_cond_timedwait(&c{b}, &m{m}, &t); }} pthread_mutex_unlock(&m{m});
{{ struct timespec t = in_ms({k}); \
if (pthread_mutex_timedlock(&m{m}, &t) == 0) pthread_mutex_unlock(&m{m}); }}
if (pthread_mutex_trylock(&m{m}) == 0) pthread_mutex_unlock(&m{m});
""".replace("\\\n", "").splitlines()

# Rare: most of them end a run.
ODD = """\
pthread_mutex_lock(&m{m});
pthread_mutex_unlock(&m{m});
pthread_mutex_lock(&m{m}); pthread_mutex_lock(&m{m}); \
pthread_mutex_unlock(&m{m}); pthread_mutex_unlock(&m{m});
pthread_mutex_destroy(&m{m});
pthread_mutex_destroy(&m{m}); pthread_mutex_init(&m{m}, NULL);
pthread_cond_destroy(&c{b});
pthread_cond_wait(&c{b}, &m{m});
sem_destroy(&s{b});
sem_wait(&s{b});
pthread_rwlock_rdlock(&w0); pthread_rwlock_wrlock(&w0); \
pthread_rwlock_unlock(&w0);
pthread_rwlock_unlock(&w0);
pthread_rwlock_destroy(&w0);
pthread_spin_lock(&spin);
pthread_barrier_wait(&barrier);
pthread_barrier_wait(&barrier);
pthread_barrier_destroy(&barrier);
while (!flag) sched_yield();
while (!flag) {{ }}
while (atomic_load(&a{b}) == 0) {{ }}
while (pthread_mutex_trylock(&m{m}) != 0) usleep(10); \
pthread_mutex_unlock(&m{m});
free(blocks[{b}]);
free(blocks[{b}]); blocks[{b}] = malloc(12);
pthread_exit(NULL);
exit(0);
_exit(0);
pthread_detach(pthread_self());
if (created[{f}]) pthread_detach(handles[{f}]);
if (created[{f}]) pthread_join(handles[{f}], NULL);
if (created[{f}]) pthread_cancel(handles[{f}]);
pthread_join(handles[{f}], NULL);
assert(g{v} < {k} + 2);
assert(atomic_load(&a{b}) != {k});
pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
pthread_testcancel();
{{ char c; read(ends[0], &c, 1); }}
close(ends[{b}]);
g{v} = deep(4000);
for (int i = 0; i < 300; ++i) malloc(1000);
memset(large, g{v}, sizeof large);
atexit(first_time);
sleep(1000); // sleep: virtual
return NULL;
""".replace("\\\n", "").splitlines()

BLOCKS = ("pthread_mutex_lock(&m{m}); {{|}} pthread_mutex_unlock(&m{m});",
          "if (pthread_mutex_trylock(&m{m}) == 0) {{|"
          "pthread_mutex_unlock(&m{m}); }}",
          "if (g{v} == {k}) {{|}}", "if (a{b} > 0) {{|}}",
          "for (int j = 0; j < 2; ++j) {{|}}",
          "pthread_cleanup_push(at_end, NULL); |"
          "pthread_cleanup_pop({b});",
          "sem_wait(&s{b}); {{|}} sem_post(&s{b});",
          "pthread_rwlock_wrlock(&w0); {{|}} pthread_rwlock_unlock(&w0);",
          "pthread_spin_lock(&spin); {{|}} pthread_spin_unlock(&spin);")


class _Generator:
    def __init__(self, seed):
        self.choice = random.Random(f"odd {seed}")
        self.simple = self.choice.sample(SIMPLE, 10)
        self.odd = self.choice.sample(ODD, self.choice.randint(0, 3))
        self.functions = self.choice.randint(1, FUNCTIONS)

    def filled(self, text):
        return text.format(
            v=self.choice.randrange(VARIABLES),
            u=self.choice.randrange(VARIABLES),
            m=self.choice.randrange(MUTEXES), b=self.choice.randrange(2),
            k=self.choice.randint(1, 6),
            f=self.choice.randrange(self.functions))

    def create(self, function):
        attributes = self.choice.choice(("NULL", "NULL", "NULL", "&detached"))
        text = (f"created[{function}] = pthread_create(&handles[{function}], "
                f"{attributes}, thread{function}, NULL) == 0;")
        if attributes != "NULL":
            return text + f" created[{function}] = 0;"
        return text

    def statements(self, first, count, depth):
        """`first`: the first function it may create a thread of."""
        for _ in range(count):
            kind = self.choice.random()
            if kind < 0.12 and self.odd:
                yield self.filled(self.choice.choice(self.odd))
            elif kind < 0.2 and first < self.functions:
                yield self.create(self.choice.randrange(first,
                                                        self.functions))
            elif kind < 0.35 and depth < 2:
                begin, end = self.filled(
                    self.choice.choice(BLOCKS)).split("|")
                yield begin
                yield from self.statements(first, 2, depth + 1)
                yield end
            else:
                yield self.filled(self.choice.choice(self.simple))

    def thread(self, number):
        count = self.choice.randint(1, 5)
        body = "\n  ".join(self.statements(number + 1, count, 0))
        return (f"static void* thread{number}(void* unused) {{\n  {body}\n"
                f"  return unused;\n}}\n")

    def set_up(self):
        for mutex in range(MUTEXES):
            kind = self.choice.choice(KINDS)
            yield ("{ pthread_mutexattr_t a; pthread_mutexattr_init(&a); "
                   f"pthread_mutexattr_settype(&a, PTHREAD_MUTEX_{kind}); "
                   f"pthread_mutex_init(&m{mutex}, &a); }}")
        yield f"sem_init(&s0, 0, {self.choice.randrange(3)});"
        yield f"sem_init(&s1, 0, {self.choice.randrange(2)});"
        yield "pthread_spin_init(&spin, 0);"
        yield ("pthread_barrier_init(&barrier, NULL, "
               f"{self.choice.randint(1, 3)});")
        yield "pthread_key_create(&key, at_end);"
        yield "pipe(ends);"
        yield "blocks[0] = calloc(4, 4); blocks[1] = calloc(4, 4);"
        yield ("pthread_attr_t detached; pthread_attr_init(&detached); "
               "pthread_attr_setdetachstate(&detached, "
               "PTHREAD_CREATE_DETACHED);")

    def main(self):
        body = list(self.set_up())
        body += [self.create(f) for f in range(self.functions)]
        body += self.statements(0, self.choice.randint(0, 3), 0)
        if self.choice.random() < 0.8:
            body += [f"if (created[{f}]) pthread_join(handles[{f}], NULL);"
                     for f in range(self.functions)]
        body = "\n  ".join(body).replace("return NULL;", "return 0;")
        return f"int main(void) {{\n  {body}\n  return 0;\n}}\n"

    def program(self):
        heads = "".join(f"static void* thread{i}(void* unused);\n"
                        for i in range(self.functions))
        threads = "".join(self.thread(i) for i in range(self.functions))
        threads = threads.replace("&detached", "NULL")
        return f"{PRELUDE}\n{heads}\n{threads}\n{self.main()}"


def generate(seed):
    return _Generator(seed).program()
