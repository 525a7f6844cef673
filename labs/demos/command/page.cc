#include "labs/demos/command/page.hh"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <limits>

#include "labs/demos/command/interruption.hh"

namespace demos {
namespace {

constexpr std::string_view kStyle =
    "body{max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "font:1.1rem/1.5 sans-serif;color:#222;background:#fff}"
    "pre{background:#f4f4f0;padding:1rem;overflow-x:auto;"
    "font:.95rem/1.35 monospace}"
    "figure{margin:0}svg{max-width:100%;height:auto}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}"
    "pre{background:#2a2a2a}}";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char byte : text) {
    if (byte == '<') {
      result += "&lt;";
    } else if (byte == '&') {
      result += "&amp;";
    } else {
      result += byte;
    }
  }
  return result;
}

std::string element(std::string_view tag, std::string_view text) {
  return "<" + std::string(tag) + ">" + escaped(text) + "</" +
         std::string(tag) + ">\n";
}

std::size_t rows_of_screen() {
  winsize size{};
  const bool is_known = ::ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0;
  return is_known && size.ws_row > 4 ? size.ws_row : 24;
}

}  // namespace

void Page::add(Kind kind, std::string_view text) {
  parts_.push_back({kind, std::string(text)});
}

void Page::print_strong(std::string_view text) const {
  std::cout << (colour_ ? "\033[1m" : "") << text << (colour_ ? "\033[0m" : "")
            << '\n';
}

void Page::await_enter() {
  std::cout << "(Enter)" << std::flush;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  Interruptible::check();
}

void Page::title(std::string_view text) {
  add(Kind::kTitle, text);
  print_strong(text);
}

void Page::heading(std::string_view text) {
  add(Kind::kHeading, text);
  if (slow_) await_enter();
  std::cout << '\n';
  print_strong(text);
}

void Page::paragraph(std::string_view text) {
  add(Kind::kParagraph, text);
  std::cout << text << std::endl;
}

void Page::block(std::string_view text) {
  add(Kind::kBlock, text);
  print_block(text);
}

void Page::print_block(std::string_view text) {
  const std::size_t most = slow_ ? rows_of_screen() - 2 : text.size() + 1;
  std::size_t printed = 0;
  while (!text.empty()) {
    if (printed == most) await_enter();
    if (printed == most) printed = 0;
    const std::string_view line = text.substr(0, text.find('\n'));
    std::cout << line << '\n';
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++printed;
  }
  std::cout << std::flush;
}

void Page::picture(std::string_view text, std::string_view svg) {
  // Within a page, it is an element, not a file of its own.
  add(Kind::kPicture, svg.substr(svg.find("<svg")));
  print_block(text);
}

std::string Page::html() const {
  std::string body;
  std::string title = "demo";
  for (const Part& part : parts_) {
    switch (part.kind) {
      case Kind::kTitle:
        title = part.text;
        body += element("h1", part.text);
        break;
      case Kind::kHeading:
        body += element("h2", part.text);
        break;
      case Kind::kParagraph:
        body += element("p", part.text);
        break;
      case Kind::kBlock:
        body += element("pre", part.text);
        break;
      case Kind::kPicture:
        body += "<figure>" + part.text + "</figure>\n";
        break;
    }
  }
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
         "charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n" +
         element("title", title) + "<style>" + std::string(kStyle) +
         "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
}

}  // namespace demos
