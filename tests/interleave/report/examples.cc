#include "tests/interleave/report/examples.hh"

#include <string>
#include <utility>

namespace interleave {

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;
       text.remove_prefix(end + 1))
    lines.emplace_back(text.substr(0, end));
  return lines;
}

// A document that grows by a step at a time.
class Example {
 public:
  Example(std::string program, std::string_view source) {
    document.program = "./" + program;
    document.token = "i1-" + program + "-3k7q";
    document.files.push_back({program + ".c", split(source)});
    thread("thread 0 (main)", "main");
  }

  void thread(std::string name, std::string function) {
    TraceThread added;
    added.number = static_cast<unsigned>(document.threads.size());
    added.name = std::move(name);
    added.function = std::move(function);
    if (added.number != 0) added.parent = 0;
    document.threads.push_back(added);
  }

  TraceStep& step(unsigned thread, Op op, unsigned line,
                  std::string object = "", std::string value = "") {
    TraceStep added;
    added.thread = thread;
    added.op = op;
    added.place = place(line, document.threads[thread].function);
    added.object = std::move(object);
    added.value = std::move(value);
    added.shared = is_memory(op);
    document.steps.push_back(added);
    return document.steps.back();
  }

  static SourcePlace place(unsigned line, std::string function) {
    return {0, line, std::move(function)};
  }

  TraceFinding& finding(Verdict verdict, std::vector<std::uint32_t> steps,
                        std::vector<unsigned> threads) {
    TraceFinding added;
    added.verdict = verdict;
    for (const std::uint32_t step : steps)
      added.stacks.push_back({document.steps[step].place});
    added.steps = std::move(steps);
    added.threads = std::move(threads);
    document.findings.push_back(added);
    return document.findings.back();
  }

  void blocked(unsigned number, Op pending, std::string object, unsigned line) {
    TraceThread& thread = document.threads[number];
    thread.fate = ThreadFate::kBlocked;
    thread.pending = pending;
    thread.pending_object = std::move(object);
    thread.stack = {place(line, thread.function)};
  }

  TraceDocument document;
};

constexpr std::string_view kCounter = R"(#include <assert.h>
#include <pthread.h>

int counter;

void* worker(void* argument) {
  counter++;
  return argument;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, worker, NULL);
  pthread_create(&b, NULL, worker, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter == 2);
}
)";

constexpr std::string_view kLocks = R"(#include <pthread.h>

pthread_mutex_t lock_a, lock_b;

void* there(void* argument) {
  pthread_mutex_lock(&lock_a);
  pthread_mutex_lock(&lock_b);
  pthread_mutex_unlock(&lock_b);
  pthread_mutex_unlock(&lock_a);
  return argument;
}

void* back(void* argument) {
  pthread_mutex_lock(&lock_b);
  pthread_mutex_lock(&lock_a);
  pthread_mutex_unlock(&lock_a);
  pthread_mutex_unlock(&lock_b);
  return argument;
}

int main(void) {
  pthread_t one, two;
  pthread_create(&one, NULL, there, NULL);
  pthread_create(&two, NULL, back, NULL);
  pthread_join(one, NULL);
  pthread_join(two, NULL);
}
)";

constexpr std::string_view kSignal = R"(#include <pthread.h>

pthread_mutex_t guard;
pthread_cond_t ready;

void* waiter(void* argument) {
  pthread_mutex_lock(&guard);
  pthread_cond_wait(&ready, &guard);
  pthread_mutex_unlock(&guard);
  return argument;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, waiter, NULL);
  pthread_cond_signal(&ready);
  pthread_join(thread, NULL);
}
)";

constexpr std::string_view kNode = R"(#include <pthread.h>
#include <stdlib.h>

struct node { int value; struct node* next; };
struct node* head;

void* reader(void* argument) {
  int value = head->value;
  return argument;
}

int main(void) {
  pthread_t thread;
  head = malloc(sizeof(struct node));
  pthread_create(&thread, NULL, reader, NULL);
  free(head);
  pthread_join(thread, NULL);
}
)";

}  // namespace

TraceDocument lost_update() {
  Example example("counter", kCounter);
  example.thread("thread 1", "worker");
  example.thread("thread 2", "worker");
  example.step(0, Op::kThreadCreate, 13, "thread 1");
  example.step(0, Op::kThreadCreate, 14, "thread 2");
  TraceStep* step = &example.step(1, Op::kThreadBegin, 6);
  step->switched = SwitchKind::kForced;
  step->why = "thread 0 (main) waits for thread 1 to end";
  example.step(1, Op::kRead, 7, "counter", "0").saw_initial = true;
  step = &example.step(2, Op::kThreadBegin, 6);
  step->switched = SwitchKind::kPreemption;
  example.step(2, Op::kRead, 7, "counter", "0").saw_initial = true;
  example.step(2, Op::kWrite, 7, "counter", "1");
  example.step(2, Op::kThreadEnd, 8);
  step = &example.step(1, Op::kWrite, 7, "counter", "1");
  step->switched = SwitchKind::kForced;
  step->why = "thread 2 has ended";
  example.step(1, Op::kThreadEnd, 8);
  step = &example.step(0, Op::kThreadJoin, 15, "thread 1");
  step->switched = SwitchKind::kForced;
  step->why = "thread 1 has ended";
  example.step(0, Op::kThreadJoin, 16, "thread 2");
  example.step(0, Op::kRead, 17, "counter", "1").saw = 8;
  example.finding(Verdict::kAssertion, {12}, {0}).detail = "counter == 2";
  TraceFinding& race = example.finding(Verdict::kDataRace, {6, 8}, {2, 1});
  race.object = "counter";
  race.detail = "write of 4 bytes and write of 4 bytes, which nothing orders";
  TraceDocument& document = example.document;
  document.ending = "counter == 2";
  document.found = "found by schedule 3 of delay bounding with 1 delay";
  document.coverage = "all 1 schedules without a delay, 2 with 1 delay";
  document.no_return = TraceNoReturn{6, "i1-counter-9m2x"};
  return document;
}

TraceDocument lock_cycle() {
  Example example("locks", kLocks);
  example.thread("thread 1", "there");
  example.thread("thread 2", "back");
  example.step(0, Op::kThreadCreate, 23, "thread 1");
  example.step(0, Op::kThreadCreate, 24, "thread 2");
  TraceStep* step = &example.step(1, Op::kThreadBegin, 5);
  step->switched = SwitchKind::kForced;
  step->why = "thread 0 (main) waits for thread 1 to end";
  example.step(1, Op::kMutexLock, 6, "lock_a");
  example.step(2, Op::kThreadBegin, 13).switched = SwitchKind::kPreemption;
  example.step(2, Op::kMutexLock, 14, "lock_b");
  example.blocked(0, Op::kThreadJoin, "thread 1", 25);
  example.blocked(1, Op::kMutexLock, "lock_b", 7);
  example.blocked(2, Op::kMutexLock, "lock_a", 15);
  TraceFinding& finding = example.finding(Verdict::kDeadlock, {3, 5}, {1, 2});
  finding.cycle = true;
  finding.detail = "thread 1 and thread 2 wait for each other";
  example.document.ending = "no thread can go on";
  example.document.found = "found by schedule 4 of delay bounding with 1 delay";
  return example.document;
}

TraceDocument lost_signal() {
  Example example("signal", kSignal);
  example.thread("thread 1", "waiter");
  example.step(0, Op::kThreadCreate, 15, "thread 1");
  example.step(0, Op::kCondSignal, 16, "ready", "0");
  TraceStep& begin = example.step(1, Op::kThreadBegin, 6);
  begin.switched = SwitchKind::kForced;
  begin.why = "thread 0 (main) waits for thread 1 to end";
  example.step(1, Op::kMutexLock, 7, "guard");
  example.step(1, Op::kCondWait, 8, "ready").other = "guard";
  example.blocked(0, Op::kThreadJoin, "thread 1", 17);
  example.blocked(1, Op::kCondWake, "ready", 8);
  TraceFinding& finding = example.finding(Verdict::kLostWakeup, {1, 4}, {0, 1});
  finding.object = "ready";
  finding.detail = "thread 1 waits for a signal that came too early";
  example.document.ending = "no thread can go on";
  example.document.found =
      "found by schedule 1 of delay bounding with 0 delays";
  return example.document;
}

TraceDocument used_after_release() {
  Example example("node", kNode);
  example.thread("thread 1", "reader");
  example.step(0, Op::kAllocate, 14, "node#1").size = 16;
  example.step(0, Op::kWrite, 14, "head", "a pointer");
  example.step(0, Op::kThreadCreate, 15, "thread 1");
  example.step(0, Op::kRead, 16, "head", "a pointer").saw = 1;
  example.step(0, Op::kRelease, 16, "node#1").size = 16;
  TraceStep& begin = example.step(1, Op::kThreadBegin, 7);
  begin.switched = SwitchKind::kForced;
  begin.why = "thread 0 (main) waits for thread 1 to end";
  example.step(1, Op::kRead, 8, "head", "a pointer").saw = 1;
  example.step(1, Op::kRead, 8, "node#1.value");
  example.document.ended_by = 1;
  example.document.ended_at = {Example::place(8, "value_of"),
                               Example::place(8, "reader")};
  example.document.threads[1].fate = ThreadFate::kReady;
  TraceFinding& finding =
      example.finding(Verdict::kMemoryError, {4, 7}, {0, 1});
  finding.object =
      "node#1.value, in the 16 bytes that thread 0 (main) allocated in step 0";
  finding.detail = "thread 1 reads memory that thread 0 (main) has released";
  finding.stacks[1].push_back(Example::place(8, "reader"));
  finding.stacks[1].front() = Example::place(8, "value_of");
  example.document.ending = "a use of released memory";
  example.document.found =
      "found by schedule 1 of delay bounding with 0 delays";
  return example.document;
}

TraceDocument spinning_pair() {
  Example example("polite", kLocks);
  example.thread("thread 1", "there");
  example.thread("thread 2", "back");
  example.step(1, Op::kMutexLock, 6, "lock_a");
  example.step(2, Op::kMutexLock, 14, "lock_b").switched =
      SwitchKind::kPreemption;
  for (int round = 0; round < 2; ++round) {
    TraceStep& one = example.step(1, Op::kMutexTryLock, 7, "lock_b", "EBUSY");
    one.switched = SwitchKind::kYielded;
    TraceStep& two = example.step(2, Op::kMutexTryLock, 15, "lock_a", "EBUSY");
    two.switched = SwitchKind::kYielded;
  }
  for (unsigned i = 1; i < 3; ++i)
    example.document.threads[i].fate = ThreadFate::kReady;
  example.finding(Verdict::kLivelock, {2, 3, 4, 5}, {1, 2}).detail =
      "thread 1 and thread 2 only fail to get a lock, 1,000 rounds long";
  example.document.ending = "goes on without getting anywhere";
  return example.document;
}

TraceDocument many_threads(unsigned threads) {
  Example example("counter", kCounter);
  for (unsigned i = 1; i <= threads; ++i)
    example.thread("thread " + std::to_string(i), "worker");
  for (unsigned i = 1; i <= threads; ++i)
    example.step(0, Op::kThreadCreate, 13, "thread " + std::to_string(i));
  for (unsigned i = threads; i > 0; --i) {
    example.step(i, Op::kRead, 7, "counter", "0").saw_initial = true;
    example.document.steps.back().switched = SwitchKind::kPreemption;
  }
  for (unsigned i = 1; i <= threads; ++i) {
    example.step(i, Op::kWrite, 7, "counter", "1");
    if (i > 1) example.document.steps.back().switched = SwitchKind::kPreemption;
  }
  example.finding(Verdict::kDataRace, {2 * threads, 2 * threads + 1}, {1, 2})
      .object = "counter";
  return example.document;
}

}  // namespace interleave
