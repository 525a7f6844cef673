// Base64 of RFC 4648, with padding.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_BASE64_HH
#define LABS_GRADER_EMITTERS_BASE64_HH

#include <optional>
#include <string>
#include <string_view>

namespace grader {

[[nodiscard]] std::string base64_encoded(std::string_view bytes);

/// Nothing: `text` is not what base64_encoded() writes.
[[nodiscard]] std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace grader

#endif
