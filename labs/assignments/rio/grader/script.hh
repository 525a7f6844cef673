// Script: calls for the probe, and what it should tell about each.
//
// The model of rio, seen from outside: a descriptor is a row of bytes, of which
// each call takes the next ones, whatever system calls it makes.
//
// Thread: any.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_SCRIPT_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_SCRIPT_HH

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "labs/assignments/library_tests/injector.hh"

namespace rio {

struct Script {
  std::string what{};    // is right, as a sentence; but for the lines
  std::string replay{};  // a command that shows a failure again, by hand
  std::string shown{};   // then, by functions that are right

  std::string input{};         // to be read from the probe's descriptor 4
  std::string second_input{};  // and from 6
  bool stays_open = false;     // both: there may be more, later
  std::string output{};        // to be written to 5
  bool nobody_reads = false;   // from 5
  std::vector<library_tests::Fault> faults{};
  std::size_t most_reads = std::numeric_limits<std::size_t>::max();

  std::vector<std::string> calls{};  // the probe's arguments
  std::vector<std::string> lines{};  // what it should tell
  std::string arrives{};  // at the other end of 5; empty: anything may

  std::size_t taken = 0;  // bytes of the input, by the calls up to now
  std::size_t second_taken = 0;

  /// Adds a call that succeeds: "readn", "readnb", "readlineb"; of the second
  /// input, "readlineb@6".
  void reads(std::string_view function, std::size_t n);
  /// Adds calls of readlineb for all lines of the input, and for its end.
  /// REQUIRES: each has room.
  void reads_lines(std::size_t maxlen);
  /// Adds one that writes all of `output`.
  void writes();
  /// Adds one that fails with the error of that name.
  void fails(std::string_view function, std::size_t n, std::string_view error);
};

}  // namespace rio

#endif
