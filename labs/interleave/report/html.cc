#include "labs/interleave/report/html.hh"

#include "labs/interleave/report/cards.hh"
#include "labs/interleave/report/html_card.hh"
#include "labs/interleave/report/html_parts.hh"
#include "labs/interleave/report/html_text.hh"
#include "labs/interleave/report/html_timeline.hh"

namespace interleave {

namespace {

// Only the page's own style and script, known by their hashes, and nothing
// from elsewhere: should hostile text ever become markup, it could do nothing.
std::string head(const TraceDocument& document) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
         "<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
         "'none'; style-src 'sha256-" +
         std::string(kPageStyleHash) + "'; script-src 'sha256-" +
         std::string(kPageScriptHash) +
         "'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<title>" +
         html_text(card_title(document) + " - " + document.program) +
         "</title>\n<style>" + std::string(kPageStyle) +
         "</style>\n</head>\n<body>\n";
}

// Every file that can be shown; the script puts copies beside the timeline.
std::string sources(const TraceDocument& document) {
  std::string text = "<section class=\"sources\">\n<h2>Sources</h2>\n";
  for (std::size_t i = 0; i < document.files.size(); ++i) {
    const SourceFile& file = document.files[i];
    if (file.lines.empty()) continue;
    text += "<details><summary>" + html_text(file.path) +
            "</summary>\n<ol id=\"file" + std::to_string(i) + "\">";
    for (const std::string& line : file.lines)
      text += "<li>" + html_text(line) + "\n</li>";
    text += "</ol></details>\n";
  }
  return text + "</section>\n";
}

std::string trace(const TraceDocument& document) {
  return "<script type=\"application/json\" id=\"trace\">\n" +
         json_in_script(to_json(document)) + "</script>\n";
}

std::string columns(const TraceDocument& document) {
  std::string text;
  for (const unsigned thread : page_columns(document))
    text += (text.empty() ? "" : " ") + std::to_string(thread);
  return text;
}

}  // namespace

std::string html_page(const TraceDocument& document) {
  return head(document) + html_card(document) + "<main data-columns=\"" +
         columns(document) + "\">\n" + std::string(kPageControls) +
         "<div class=\"sheet\" role=\"region\" aria-label=\"timeline\" "
         "tabindex=\"0\">\n" +
         html_timeline(document) +
         "</div>\n<div class=\"panes\"></div>\n</main>\n" +
         std::string(kPageLegend) + sources(document) + trace(document) +
         "<script>" + std::string(kPageScript) +
         "</script>\n</body>\n</html>\n";
}

}  // namespace interleave
