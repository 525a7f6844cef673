// Overview: the results of a class as a table, to sort and to look at.
#ifndef LABS_GRADER_CLASS_OVERVIEW_HH
#define LABS_GRADER_CLASS_OVERVIEW_HH

#include <string>
#include <vector>

namespace grader {

struct Cell {
  std::string test;
  std::string status;
  int points = 0;
  int maximum = 0;
};

struct Row {
  std::string entry;      // a student's, by the name of what was handed in
  bool is_final = false;  // graded to the end, and no fault of the platform
  int points = 0;
  int maximum = 0;
  std::vector<Cell> cells;
};

/// Where an entry's result is.
[[nodiscard]] std::string result_file(const std::string& results,
                                      const std::string& entry);

/// From its result file; not final when that is missing or damaged.
[[nodiscard]] Row read_row(const std::string& results,
                           const std::string& entry);

/// overview.csv and overview.html. Errors: std::system_error.
void write_overview(const std::string& results, const std::vector<Row>& rows);

}  // namespace grader

#endif
