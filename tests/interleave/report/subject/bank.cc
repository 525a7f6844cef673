// A program whose variables and calls the tests look for.
#include <atomic>
#include <cstddef>
#include <mutex>

struct Account {
  std::mutex lock;
  int balance;
  const char* owner;
};
enum class State { kIdle, kRunning };
struct node {
  long value;
  node* next;
};

int counter = 0;
static long slots[4];
short grid[2][3];
Account accounts[2];
std::atomic<int> visits;
bool open_today = true;
thread_local int mine = 3;

extern "C" void* allocate(std::size_t size);

namespace bank {
State state = State::kIdle;

class Teller {
 public:
  int serve(int clients);

 private:
  static int served_;
};
int Teller::served_;

int Teller::serve(int clients) {
  served_ += clients;
  return served_;
}
}  // namespace bank

void touch(int* where) { *where = -7; }

int main() {
  int local = 0;
  struct {
    int first;
    int rest[3];
  } pair;
  pair.rest[2] = 4;
  touch(&local);
  touch(&pair.rest[1]);
  node* list = static_cast<node*>(allocate(sizeof(node)));
  list->next = list;
  list->value = 1;
  const auto in_lambda = [&] { touch(&local); };
  in_lambda();
  static int calls;
  ++calls;
  ++mine;
  counter = -1;
  slots[2] = 1;
  grid[1][2] = 2;
  accounts[1].balance = 3;
  accounts[1].owner = nullptr;
  open_today = false;
  bank::state = State::kRunning;
  const std::lock_guard<std::mutex> guard(accounts[1].lock);
  return bank::Teller().serve(0) + visits + open_today +
         static_cast<int>(bank::state);
}
