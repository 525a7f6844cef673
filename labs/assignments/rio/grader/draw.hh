// Draw: the data of a scenario, drawn from a seed. They reach the student's
// functions through descriptors alone: who knows them has read them.
//
// Thread: one at a time.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_DRAW_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_DRAW_HH

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace rio {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : source_(seed) {}

  std::size_t between(std::size_t least, std::size_t most) {
    return least + source_() % (most - least + 1);
  }

  std::string letters(std::size_t n) {
    std::string text(n, ' ');
    for (char& letter : text) letter = static_cast<char>('a' + source_() % 26);
    return text;
  }

  /// So many letters, and a newline.
  std::string line(std::size_t least, std::size_t most) {
    return letters(between(least, most)) + '\n';
  }

  std::string lines(std::size_t count, std::size_t least, std::size_t most) {
    std::string text;
    for (; count > 0; --count) text += line(least, most);
    return text;
  }

 private:
  std::mt19937_64 source_;
};

}  // namespace rio

#endif
