// What the place that text goes to can show.
//
// Thread: any; pure functions of the environment.
#pragma once

namespace interleave {

struct Terminal {
  bool interactive = false;  // a terminal, not a pipe or a file
  bool dumb = false;         // knows no escape sequences
  bool colour = false;       // never with NO_COLOR set
  bool unicode = false;      // the locale's characters are UTF-8
  unsigned width = 80;       // columns; 80 unless it is a terminal
};

Terminal terminal_at(int fd);

}  // namespace interleave
