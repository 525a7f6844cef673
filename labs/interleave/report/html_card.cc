#include "labs/interleave/report/html_card.hh"

#include <algorithm>

#include "labs/interleave/report/card_stories.hh"
#include "labs/interleave/report/cards.hh"
#include "labs/interleave/report/html_graph.hh"
#include "labs/interleave/report/html_text.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostBeneath = 5;

std::string story(const TraceDocument& document) {
  if (document.findings.empty())
    return "<p>" + html_text(document.ending) + "</p>\n";
  std::string text;
  for (const Paragraph& part : story_of(document, document.findings.front())) {
    if (part.verbatim)
      text += "<pre class=\"quote\">" + html_text(part.text) + "</pre>\n";
    else
      text += (part.indent == 0 ? "<p>" : "<p class=\"indented\">") +
              html_text(part.text) + "</p>\n";
  }
  return text;
}

std::string beneath(const TraceDocument& document) {
  const std::size_t count = document.findings.size();
  if (count < 2) return {};
  std::string text = "<h2>Beneath it</h2>\n<ul>\n";
  for (std::size_t i = 1; i < std::min(count, 1 + kMostBeneath); ++i)
    text += "<li>" +
            html_text(in_one_sentence(document, document.findings[i])) +
            "</li>\n";
  if (count > 1 + kMostBeneath)
    text +=
        "<li>and " + std::to_string(count - 1 - kMostBeneath) + " more</li>\n";
  return text + "</ul>\n";
}

std::string term(const std::string& name, const std::string& definition) {
  return "<dt>" + name + "</dt>\n<dd>" + definition + "</dd>\n";
}

std::string code(const std::string& text) {
  return "<code class=\"command\">" + html_text(text) + "</code>";
}

std::string facts(const TraceDocument& document) {
  std::string text = "<dl>\n";
  std::string found = html_text(document.found);
  if (!document.coverage.empty())
    found += (found.empty() ? "tried: " : "<br>tried: ") +
             html_text(document.coverage);
  if (!found.empty()) text += term("search", found);
  if (!document.token.empty())
    text += term("replay", code(replay_command(document, document.token)));
  if (document.no_return)
    text += term("passes",
                 code(replay_command(document, document.no_return->token)) +
                     "<br>the same schedule until step " +
                     std::to_string(document.no_return->step) +
                     ", and then it goes well");
  if (!document.findings.empty())
    text += term(
        "read more",
        "<code>" + html_text(handout_of(verdict_of(document))) + "</code>");
  return text + "</dl>\n";
}

}  // namespace

std::string html_card(const TraceDocument& document) {
  const bool passed = document.findings.empty();
  const std::string graph = html_wait_graph(document);
  std::string text = "<header class=\"card";
  if (passed) text += " passed";
  if (!graph.empty()) text += " with-graph";
  text += "\">\n<p class=\"program\">" + html_text(document.program);
  for (const std::string& argument : document.arguments)
    text += " " + html_text(argument);
  text += "</p>\n<h1>" + html_text(card_title(document)) +
          "</h1>\n<div class=\"story\">\n" + story(document) + "</div>\n" +
          graph + "<div class=\"rest\">\n" + beneath(document) +
          facts(document) + "</div>\n</header>\n";
  return text;
}

}  // namespace interleave
