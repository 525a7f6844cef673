#include "labs/grader/emitters/xml.hh"

#include <array>
#include <stdexcept>
#include <utility>

#include "labs/grader/plain_text.hh"

namespace grader {
namespace {

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr int kMostDepth = 16;

constexpr std::array<std::pair<std::string_view, char>, 7> kEntities = {
    {{"&amp;", '&'},
     {"&lt;", '<'},
     {"&gt;", '>'},
     {"&quot;", '"'},
     {"&apos;", '\''},
     {"&#10;", '\n'},
     {"&#9;", '\t'}}};

struct Malformed : std::runtime_error {
  Malformed() : std::runtime_error("malformed") {}
};

void require(bool condition) {
  if (!condition) throw Malformed();
}

/// Takes elements off the front of a document.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  XmlElement document() {
    expect(kDeclaration);
    XmlElement root = element(0);
    skip_blanks();
    require(rest_.empty());
    return root;
  }

 private:
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void expect(std::string_view word) { require(take(word)); }

  void skip_blanks() {
    while (take(" ") || take("\n")) {
    }
  }

  std::string name() {
    const std::size_t length = std::min(
        rest_.size(), rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"));
    require(length > 0);
    std::string word(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return word;
  }

  /// Text up to `end`, which stays.
  std::string text(char end) {
    std::string characters;
    while (!rest_.empty() && rest_.front() != end) {
      characters += rest_.front() == '&' ? entity() : literal();
    }
    require(!rest_.empty());
    return characters;
  }

  char literal() {
    const char c = rest_.front();
    require(c != '<' && !rest_.starts_with("]]>"));
    rest_.remove_prefix(1);
    return c;
  }

  char entity() {
    for (const auto& [name, character] : kEntities) {
      if (take(name)) return character;
    }
    throw Malformed();
  }

  void attributes(XmlElement& element) {
    for (skip_blanks();
         !rest_.empty() && rest_.front() != '>' && rest_.front() != '/';
         skip_blanks()) {
      const std::string key = name();
      expect("=\"");
      require(element.attributes.emplace(key, text('"')).second);
      expect("\"");
    }
  }

  XmlElement element(int depth) {
    require(depth < kMostDepth);
    XmlElement element;
    expect("<");
    element.name = name();
    attributes(element);
    if (take("/>")) return element;
    expect(">");
    for (;;) {
      element.text += text('<');
      if (take("</")) break;
      element.children.push_back(this->element(depth + 1));
    }
    expect(element.name);
    expect(">");
    return element;
  }

  std::string_view rest_;
};

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    std::string_view entity;
    for (const auto& [name, character] : kEntities) {
      if (character == c) entity = name;
    }
    if (entity.empty()) {
      escaped += c;
    } else {
      escaped += entity;
    }
  }
  return escaped;
}

std::string XmlElement::attribute(const std::string& wanted) const {
  const auto found = attributes.find(wanted);
  return found == attributes.end() ? "" : found->second;
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& child : children) {
    if (child.name == wanted) return &child;
  }
  return nullptr;
}

std::optional<XmlElement> read_xml(std::string_view document) {
  // Among what plain text excludes is all that XML 1.0 does.
  if (plain_text(document, document.size()) != document) return {};
  try {
    return Reader(document).document();
  } catch (const Malformed&) {
    return {};
  }
}

}  // namespace grader
