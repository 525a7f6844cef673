// Part 2: readlineb.
#include "labs/assignments/rio/grader/faults.hh"
#include "labs/assignments/rio/grader/scenarios.hh"

namespace rio {
namespace {

constexpr std::size_t kRoom = 100;  // enough for a line of most scripts

Script lines(Draw& draw) {
  Script script{.what = "each call hands out one line, with its newline",
                .replay =
                    "printf 'one\\n\\nthree\\n' | ./probe readlineb 9 "
                    "readlineb 9 readlineb 9 readlineb 9",
                .shown = "one, an empty line, three, 0",
                .input = draw.lines(2, 5, 20) + '\n' + draw.lines(2, 5, 20)};
  script.reads_lines(kRoom);
  return script;
}

Script line_nul(Draw& draw) {
  const std::string nul(1, '\0');
  Script script{.what = "a byte of value 0 is one like any other",
                .replay =
                    "printf 'one\\0two\\nthree\\n' | ./probe readlineb 9 "
                    "readlineb 9",
                .shown = "8 bytes, one of them \\000, then three",
                .input = draw.letters(5) + nul + draw.letters(3) + nul + '\n' +
                         nul + draw.line(5, 20)};
  script.reads_lines(kRoom);
  return script;
}

Script line_any_byte(Draw& draw) {
  Script script{.what = "a line may hold bytes of any value",
                .replay = "printf 'one\\377\\r\\n' | ./probe readlineb 9",
                .shown = "\"one\\377\\015\\n\\000\"",
                .input = draw.letters(5)};
  for (int byte = 1; byte < 256; ++byte) {
    if (byte != '\n') script.input += static_cast<char>(byte);
  }
  script.input += '\n' + draw.line(5, 20);
  script.reads_lines(3 * kRoom);
  return script;
}

// One that is cut, and one that just is not.
Script line_long(Draw& draw) {
  Script script{.what =
                    "a line for which there is no room goes on with the "
                    "next call",
                .replay =
                    "printf 'abcdefgh\\nabc\\n' | ./probe readlineb 5 "
                    "readlineb 5 readlineb 5 readlineb 5",
                .shown = "abcd, efgh, the rest of the line, abc",
                .input = draw.line(23, 25) + draw.line(8, 8) + draw.line(9, 9)};
  script.reads_lines(10);
  return script;
}

Script line_tail(Draw& draw) {
  Script script{.what = "the last line may lack its newline",
                .replay =
                    "printf 'one\\ntwo' | ./probe readlineb 9 "
                    "readlineb 9 readlineb 9",
                .shown = "one, then \"two\\000\", then 0",
                .input = draw.line(5, 20) + draw.letters(7)};
  script.reads_lines(kRoom);
  return script;
}

Script line_split(Draw& draw) {
  Script script{.what = "a line that comes in parts is handed out whole",
                .replay =
                    "(printf ab; sleep 1; printf 'cd\\n') | "
                    "./probe readlineb 9",
                .shown = "\"abcd\\n\\000\"",
                .input = draw.lines(3, 10, 30),
                .faults = {short_reads(draw.between(3, 7))}};
  script.reads_lines(kRoom);
  return script;
}

Script line_prompt(Draw& draw) {
  Script script{
      .what = "a line that is there is handed out at once",
      .replay = "(printf 'one\\ntw'; sleep 5) | timeout 2 ./probe readlineb 9",
      .shown = "one, at once",
      .input = draw.line(5, 20) + draw.line(5, 20) + draw.letters(5),
      .stays_open = true};
  script.reads("readlineb", kRoom);
  script.reads("readlineb", kRoom);
  return script;
}

Script line_prompt_room(Draw& draw) {
  Script script{
      .what = "what fills the room is handed out at once",
      .replay = "(printf abc; sleep 5) | timeout 2 ./probe readlineb 4",
      .shown = "abc, at once",
      .input = draw.letters(9),
      .stays_open = true};
  script.reads("readlineb", 10);
  return script;
}

constexpr Scenario kScenarios[] = {
    {"lines", lines},
    {"line-nul", line_nul},
    {"line-any-byte", line_any_byte},
    {"line-long", line_long},
    {"line-tail", line_tail},
    {"line-split", line_split},
    {"line-prompt", line_prompt},
    {"line-prompt-room", line_prompt_room},
};

}  // namespace

std::span<const Scenario> scenarios_of_lines() { return kScenarios; }

}  // namespace rio
