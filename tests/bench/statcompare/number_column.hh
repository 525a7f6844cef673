// A column of numbers from text: fields are separated by spaces or tabs, what
// follows a # is a comment, lines without a field are skipped.
#ifndef TESTS_BENCH_STATCOMPARE_NUMBER_COLUMN_HH
#define TESTS_BENCH_STATCOMPARE_NUMBER_COLUMN_HH

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

namespace statcompare {

/// The numbers of a column, counted from 1, in their order; `name` is what
/// messages call the text.
/// Errors: std::runtime_error that names the line: no such column, no decimal
/// number, one beyond +-1e300; or, when reading fails, the name alone.
std::vector<double> read_column(std::istream& text, const std::string& name,
                                std::size_t column);

/// The same from a file, or from standard input when `path` is "-".
std::vector<double> read_column_of(const std::string& path, std::size_t column);

}  // namespace statcompare

#endif
