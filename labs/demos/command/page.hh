// Page: what a demo shows, printed as it comes and kept for a document.
//
// Text is plain; colours are added for a terminal only.
// Errors: Interrupted, while it waits for Enter.
//
// Thread: any, one at a time.
#ifndef LABS_DEMOS_COMMAND_PAGE_HH
#define LABS_DEMOS_COMMAND_PAGE_HH

#include <string>
#include <string_view>
#include <vector>

namespace demos {

class Page {
 public:
  /// `slow`: waits for Enter, at the terminal, before each heading, and when
  /// a block has filled the screen.
  Page(bool colour, bool slow) : colour_(colour), slow_(slow) {}

  void title(std::string_view text);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void block(std::string_view text);  // as it stands: code, a timeline

  /// A picture in characters, and the same for the document.
  void picture(std::string_view text, std::string_view svg);

  /// All of it as a page for a browser, complete in itself.
  [[nodiscard]] std::string html() const;

 private:
  enum class Kind { kTitle, kHeading, kParagraph, kBlock, kPicture };
  struct Part {
    Kind kind;
    std::string text;
  };

  void add(Kind kind, std::string_view text);
  void print_strong(std::string_view text) const;
  void await_enter();
  void print_block(std::string_view text);

  bool colour_;
  bool slow_;
  std::vector<Part> parts_;
};

}  // namespace demos

#endif
