"""Random small programs whose schedules can all be tried: as trees of
operations for the reference, and as C for the explorer.

An operation is a tuple, its kind first, then the object's number. Of `r`, each
thread's register, there is one, which nobody else sees; it ends in `out`.

  read v / load v        r = v, plainly or atomically
  write v how k          v = k (how "set") or r + k (how "add")
  store v k, add v k     atomic; add: r = the value before
  cas v a b              r = did it exchange a for b
  lock m, unlock m, try m BODY
  rdlock w, wrlock w, rwunlock w
  semwait s, post s, semtry s BODY
  condwait c m, signal c, broadcast c
  if k BODY              when r == k
"""

import random

VARIABLES, MUTEXES, RWLOCKS, SEMAPHORES, CONDITIONS = 3, 2, 1, 2, 1
MOST_OPERATIONS = 12


class SmallProgram:
    """`threads`: a list of operations for each thread that main starts."""

    def __init__(self, threads, semaphores=(0, 0)):
        self.threads = threads
        self.semaphores = tuple(semaphores)

    def kinds(self):
        return {operation[0] for thread in self.threads
                for operation in flattened(thread)}

    def text(self):
        return _text(self)


def flattened(body):
    """The same without bodies: `if`, `try` and `semtry` end in how many
    operations to skip."""
    flat = []
    for operation in body:
        if operation[0] in ("if", "try", "semtry"):
            inner = flattened(operation[2])
            flat.append((*operation[:2], len(inner)))
            flat += inner
        else:
            flat.append(operation)
    return flat


def generate(seed):
    generator = _Generator(random.Random(f"small {seed}"))
    return generator.program()


class _Generator:
    def __init__(self, choice):
        self.choice = choice
        self.makers = choice.sample([
            self.plain, self.atomic, self.critical, self.attempt,
            self.semaphore, self.condition, self.rwlock, self.branch],
            choice.randint(1, 4))
        if choice.random() < 0.6:
            self.makers.append(self.plain)

    def program(self):
        count = self.choice.choice((2, 2, 2, 3, 3, 4))
        each = MOST_OPERATIONS // count
        threads = [self.thread(self.choice.randint(1, each), each)
                   for _ in range(count)]
        initial = [self.choice.choice((0, 0, 1)) for _ in range(SEMAPHORES)]
        return SmallProgram(threads, initial)

    def thread(self, wanted, most):
        body = []
        while len(flattened(body)) < wanted:
            more = self.choice.choice(self.makers)(frozenset())
            if len(flattened(body + more)) > most:
                more = self.plain(frozenset())
            body += more
        return body

    def below(self, limit):
        return self.choice.randrange(limit)

    def plain(self, _held):
        variable = self.below(VARIABLES)
        if self.below(2):
            return [("read", variable)]
        how = self.choice.choice(("set", "add"))
        return [("write", variable, how, self.below(2) + 1)]

    def atomic(self, _held):
        variable = self.below(VARIABLES)
        return [self.choice.choice((
            ("load", variable), ("store", variable, self.below(3)),
            ("add", variable, 1),
            ("cas", variable, self.below(2), 1 + self.below(2))))]

    def inner(self, held):
        body = []
        for _ in range(self.below(3)):
            body += self.choice.choice(self.makers)(held)
        return body[:3]

    def critical(self, held):
        free = [m for m in range(MUTEXES) if m not in held]
        if not free:
            return self.plain(held)
        mutex = self.choice.choice(free)
        return [("lock", mutex), *self.inner(held | {mutex}),
                ("unlock", mutex)]

    def attempt(self, held):
        mutex = self.below(MUTEXES)
        if mutex in held:
            return self.plain(held)
        body = [*self.inner(held | {mutex})[:1], ("unlock", mutex)]
        return [("try", mutex, body)] if _is_closed(body[:-1]) else []

    def semaphore(self, held):
        number = self.below(SEMAPHORES)
        return [self.choice.choice((
            ("semwait", number), ("post", number), ("post", number),
            ("semtry", number, self.plain(held))))]

    def condition(self, held):
        number = self.below(CONDITIONS)
        if self.below(2) or 0 in held:
            return [(self.choice.choice(("signal", "broadcast")), number)]
        return [("lock", 0), ("condwait", number, 0), ("unlock", 0)]

    def rwlock(self, held):
        if "w" in held:
            return self.plain(held)
        kind = self.choice.choice(("rdlock", "rdlock", "wrlock"))
        return [(kind, 0), *self.plain(held), ("rwunlock", 0)]

    def branch(self, held):
        return [("if", self.below(2), self.plain(held))]


def _is_closed(body):
    """Nothing locked in it stays locked: a cut body may be open."""
    depth = 0
    for operation in flattened(body):
        depth += operation[0] in ("lock", "rdlock", "wrlock")
        depth -= operation[0] in ("unlock", "rwunlock")
    return depth == 0


_C = {
    "read": "r = x{0};",
    "load": "r = __atomic_load_n(&x{0}, __ATOMIC_SEQ_CST);",
    "store": "__atomic_store_n(&x{0}, {1}, __ATOMIC_SEQ_CST);",
    "add": "r = __atomic_fetch_add(&x{0}, {1}, __ATOMIC_SEQ_CST);",
    "cas": "r = exchange(&x{0}, {1}, {2});",
    "lock": "pthread_mutex_lock(&m{0});",
    "unlock": "pthread_mutex_unlock(&m{0});",
    "try": "if (pthread_mutex_trylock(&m{0}) == 0) {{",
    "rdlock": "pthread_rwlock_rdlock(&w{0});",
    "wrlock": "pthread_rwlock_wrlock(&w{0});",
    "rwunlock": "pthread_rwlock_unlock(&w{0});",
    "semwait": "sem_wait(&s{0});",
    "post": "sem_post(&s{0});",
    "semtry": "if (sem_trywait(&s{0}) == 0) {{",
    "condwait": "pthread_cond_wait(&c{0}, &m{1});",
    "signal": "pthread_cond_signal(&c{0});",
    "broadcast": "pthread_cond_broadcast(&c{0});",
    "if": "if (r == {0}) {{",
}


def _statements(body, indent):
    for operation in body:
        kind, *rest = operation
        if kind == "write":
            variable, how, value = rest
            term = "r + " if how == "add" else ""
            yield f"{indent}x{variable} = {term}{value};"
            continue
        yield indent + _C[kind].format(*rest)
        if kind in ("if", "try", "semtry"):
            yield from _statements(rest[1], indent + "  ")
            yield indent + "}"


def _thread(number, body):
    return [f"static void* thread{number}(void* unused) {{", "  int r = 0;",
            *_statements(body, "  "), f"  out{number} = r;",
            "  return unused;", "}", ""]


# Arguments: final values that must not come about, x's and then out's.
def _main(program):
    threads = range(len(program.threads))
    finals = ([f"x{i}" for i in range(VARIABLES)] +
              [f"out{i}" for i in threads])
    tests = [f"{name} == atoi(argv[{i}])" for i, name in enumerate(finals, 1)]
    return ["int main(int argc, char** argv) {",
            f"  pthread_t t[{len(threads)}];",
            *[f"  sem_init(&s{i}, 0, {value});"
              for i, value in enumerate(program.semaphores)],
            *[f"  pthread_create(&t[{i}], NULL, thread{i}, NULL);"
              for i in threads],
            *[f"  pthread_join(t[{i}], NULL);" for i in threads],
            "  if (argc > 1) {",
            f"    assert(!({' && '.join(tests)}));", "  }",
            "  return 0;", "}"]


def _text(program):
    lines = [f"#include <{name}.h>" for name in
             ("assert", "pthread", "semaphore", "stdlib")]
    lines += [f"static int x{i};" for i in range(VARIABLES)]
    lines += [f"static int out{i};" for i in range(len(program.threads))]
    lines += [f"static pthread_mutex_t m{i} = PTHREAD_MUTEX_INITIALIZER;"
              for i in range(MUTEXES)]
    lines += [f"static pthread_rwlock_t w{i} = PTHREAD_RWLOCK_INITIALIZER;"
              for i in range(RWLOCKS)]
    lines += [f"static pthread_cond_t c{i} = PTHREAD_COND_INITIALIZER;"
              for i in range(CONDITIONS)]
    lines += [f"static sem_t s{i};" for i in range(SEMAPHORES)]
    lines += ["static inline int exchange(int* at, int old, int value) {",
              "  return __atomic_compare_exchange_n(at, &old, value, 0,",
              "                                     __ATOMIC_SEQ_CST,",
              "                                     __ATOMIC_SEQ_CST);", "}"]
    for number, body in enumerate(program.threads):
        lines += _thread(number, body)
    return "\n".join(lines + _main(program)) + "\n"
