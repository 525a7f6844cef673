// The files in page/, made into strings by html.cmake: change them there.
//
// Concurrency: none; constants.
#pragma once

#include <string_view>

namespace interleave {

extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;
extern const std::string_view kPageControls;
extern const std::string_view kPageLegend;

// SHA-256 in base64, as a Content-Security-Policy wants it.
extern const std::string_view kPageStyleHash;
extern const std::string_view kPageScriptHash;

}  // namespace interleave
