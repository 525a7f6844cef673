// Places the rows of a timeline: in columns, one a thread, or, where these
// would be too narrow to read, beside lines that stand for the threads.
//
// Thread: one at a time; refers to the document and the style.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "labs/interleave/report/document.hh"
#include "labs/interleave/report/drawing.hh"

namespace interleave {

struct CanvasLine {
  std::string text;  // at most Canvas::column() wide
  Ink ink = Ink::kPlain;
};

class Canvas {
 public:
  Canvas(const TraceDocument& document, std::vector<unsigned> threads,
         const TextStyle& style);

  std::size_t column() const { return column_; }  // width of a row's text
  bool has(unsigned thread) const;

  void header();
  // Across all columns.
  void rule(const std::string& words, std::string_view stroke, Ink ink);
  // A row of `thread`; `step`: its number, or empty. `matters`: points at it.
  void row(unsigned thread, const std::string& step, bool matters,
           const std::vector<CanvasLine>& lines);

  std::string take();

 private:
  void lanes_header();
  void put(std::string line);
  std::string number_cell(const std::string& step, bool matters) const;
  std::string in_column(unsigned thread, const CanvasLine& line) const;
  std::string in_lane(unsigned thread, const CanvasLine& line,
                      bool first) const;

  const TraceDocument& document_;
  const TextStyle& style_;
  const Drawing& drawing_;
  std::vector<unsigned> threads_;  // ascending
  std::size_t width_;
  std::size_t gutter_ = 0;  // of the step's number and the pointer
  std::size_t column_ = 0;
  bool lanes_ = false;
  std::string text_;
};

}  // namespace interleave
