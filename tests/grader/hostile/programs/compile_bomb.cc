// Attack:  a few lines that the compiler has to think about for an hour
// Lab:     fork
// Slow:    it waits for the limit of compiling, with a processor kept busy
// Defence: time-to-build
// Without: late
// Where:   bubblewrap own uid user user-own unconfined
#include <utility>

constexpr unsigned spin(unsigned number) {
  for (unsigned i = 0; i < 200000; ++i) number = (number * 31 + i) & 0xffff;
  return number;
}

template <unsigned kNumber>
constexpr unsigned spun = spin(kNumber);

template <unsigned... kNumbers>
constexpr unsigned sum(std::integer_sequence<unsigned, kNumbers...>) {
  return (spun<kNumbers> + ...);
}

int main() { return sum(std::make_integer_sequence<unsigned, 5000>()) != 0; }
