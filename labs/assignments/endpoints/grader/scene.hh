// Scene: what one examination is made with: chance, and names of its own.
//
// All that is drawn depends on the grading's seed and on the need alone.
//
// Thread: the examiner's only one.
#ifndef LABS_ASSIGNMENTS_ENDPOINTS_GRADER_SCENE_HH
#define LABS_ASSIGNMENTS_ENDPOINTS_GRADER_SCENE_HH

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "labs/grader/lab.hh"

namespace endpoints {

class Scene {
 public:
  Scene(const grader::Examination& examination, const grader::Limits& limits);

  [[nodiscard]] const grader::Limits& limits() const { return limits_; }

  /// At least `least`, at most `most`.
  [[nodiscard]] unsigned number(unsigned least, unsigned most);
  [[nodiscard]] std::string word();

  /// Addresses as text: one of this machine, at which nobody listens who does
  /// not listen at all of them; and one of nobody.
  [[nodiscard]] std::string quiet_address();
  [[nodiscard]] std::string ipv6_address();

  template <typename Item>
  void shuffle(std::vector<Item>& items) {
    std::shuffle(items.begin(), items.end(), random_);
  }

  /// A name that stands for `meaning`: addresses, or an error of getaddrinfo.
  /// Writes the file `names`, which knows no other name then.
  [[nodiscard]] std::string name_for(const std::vector<std::string>& meaning);

  /// What the student's programs have printed, for the finding.
  std::string printed{};

 private:
  std::mt19937_64 random_;
  const grader::Limits limits_;
};

/// Can this machine speak IPv6 with itself?
[[nodiscard]] bool has_ipv6();

}  // namespace endpoints

#endif
