// `interleave show` and `interleave html`.
#include <cstdio>

#include "labs/interleave/commands.hh"
#include "labs/interleave/presentation.hh"
#include "labs/interleave/report/html.hh"
#include "labs/interleave/session.hh"

namespace interleave {

int show_trace(const ShowOptions& options) {
  const TraceDocument document = read_trace(options.trace);
  write_file("-", document_text(document, options.width));
  return 0;
}

int draw_trace(const HtmlOptions& options) {
  const TraceDocument document = read_trace(options.trace);
  write_file(options.page, html_page(document));
  return 0;
}

}  // namespace interleave
