// Page: collects the lines of a document for a terminal.
//
// Thread: not synchronised.
#ifndef LABS_GRADER_EMITTERS_PAGE_HH
#define LABS_GRADER_EMITTERS_PAGE_HH

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "labs/grader/emitters/terminal.hh"

namespace grader {

inline constexpr std::size_t kColumns = 80;
inline constexpr std::size_t kValueColumn = 12;  // behind "  expected  "

enum class Ink { kPlain, kGood, kBad, kDim, kStrong };

class Page {
 public:
  explicit Page(Colour colour) : colour_(colour) {}

  /// Appends `text`, which the caller has made fit, as it is.
  void line(std::string_view text = "", Ink ink = Ink::kPlain);

  /// Appends `text` in as many lines as it needs.
  void paragraph(std::string_view text, Ink ink = Ink::kPlain);

  /// Appends `text` behind `label`, its further lines below its first.
  /// Nothing when `text` is empty.
  void block(const std::string& label, std::string_view text);

  [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Colour colour_;
  std::string text_;
};

}  // namespace grader

#endif
