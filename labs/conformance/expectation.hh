// How a check says that the server is wrong: it throws Unmet.
#ifndef LABS_CONFORMANCE_EXPECTATION_HH
#define LABS_CONFORMANCE_EXPECTATION_HH

#include <stdexcept>
#include <string>
#include <string_view>

namespace conformance {

/// Caught in Check::run, so it never leaves the library.
class Unmet : public std::runtime_error {
 public:
  Unmet(std::string wanted, std::string seen)
      : std::runtime_error("expected " + wanted + ", observed " + seen),
        expected(std::move(wanted)),
        observed(std::move(seen)) {}

  const std::string expected;
  const std::string observed;
};

inline void require(bool met, std::string_view expected,
                    std::string_view observed) {
  if (!met) throw Unmet(std::string(expected), std::string(observed));
}

/// Throws Unmet unless both are the same; says where they begin to differ.
void require_same_bytes(std::string_view expected, std::string_view observed);

/// `bytes` in quotes, as in C, shortened in the middle: "ab\r\n" (4 bytes).
[[nodiscard]] std::string quote(std::string_view bytes);

}  // namespace conformance

#endif
