// The little XML that a JUnit report needs: escaping, and a strict reader that
// accepts less than XML allows (no comments, sections, entities of one's own).
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_XML_HH
#define LABS_GRADER_EMITTERS_XML_HH

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// Plain text (plain_text.hh) as content of an element or, within double
/// quotes, of an attribute, where newlines and tabs survive.
[[nodiscard]] std::string xml_escaped(std::string_view text);

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  // of this element, all of it in one
  std::vector<XmlElement> children;

  /// "": no such attribute.
  [[nodiscard]] std::string attribute(const std::string& wanted) const;
  /// nullptr: no such child.
  [[nodiscard]] const XmlElement* child(std::string_view wanted) const;
};

/// The root element. Nothing: not well-formed, or beyond this reader.
[[nodiscard]] std::optional<XmlElement> read_xml(std::string_view document);

}  // namespace grader

#endif
