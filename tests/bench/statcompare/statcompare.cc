// statcompare: do sets of measurements differ? Prints each set in numbers and
// as a box plot, and compares every further one with the first by Student's t
// test. All input is read and checked before anything is printed.
//
// It fails with one line on standard error and exit status 2: for a bad line,
// a set of fewer than two numbers, output that cannot be written.
//
// Source: Jain, "The Art of Computer Systems Performance Analysis", 1991,
// chapter 13; the idea of the command is that of FreeBSD's ministat.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/statcompare/box_plot.hh"
#include "tests/bench/statcompare/number_column.hh"
#include "tests/bench/statcompare/options.hh"
#include "tests/bench/statcompare/report.hh"
#include "tests/bench/statcompare/statistics.hh"

namespace {

using statcompare::Box;
using statcompare::Judgement;
using statcompare::Summary;

constexpr int kDifference = 1;
constexpr int kFailure = 2;

std::vector<double> sorted_numbers(const std::string& file,
                                   std::size_t column) {
  std::vector<double> numbers = statcompare::read_column_of(file, column);
  if (numbers.size() < 2) {
    throw std::runtime_error(
        (file == "-" ? "standard input" : file) +
        (numbers.empty() ? ": no number" : ": one number") +
        ", where two or more are needed");
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void print(const std::string& text) {
  const bool written = std::fputs(text.c_str(), stdout) >= 0;
  if (!written || std::fflush(stdout) != 0) {
    throw std::runtime_error("cannot write to standard output");
  }
}

int run(const statcompare::Options& options) {
  std::vector<Summary> sets;
  std::vector<Box> boxes;
  std::string legend;
  for (const std::string& file : options.files) {
    legend += static_cast<char>('A' + sets.size());
    legend += "  " + (file == "-" ? "standard input" : file) + '\n';
    const auto numbers = sorted_numbers(file, options.column);
    sets.push_back(statcompare::summarize(numbers));
    boxes.push_back(statcompare::box_of(numbers));
  }
  std::string text = legend + '\n' + statcompare::table(sets) + '\n' +
                     statcompare::box_plot(boxes);
  bool differs = false;
  for (std::size_t i = 1; i < sets.size(); ++i) {
    const Judgement judgement =
        statcompare::judge(sets[0], sets[i], options.confidence, options.welch);
    differs = differs || judgement.comparison.proven();
    text += '\n' + verdict(static_cast<char>('A' + i), judgement);
  }
  print(text);
  return differs ? kDifference : 0;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto parsed = statcompare::parse(argc, argv);
  if (const auto* status = std::get_if<statcompare::ExitStatus>(&parsed)) {
    return status->value;
  }
  return run(std::get<statcompare::Options>(parsed));
} catch (const std::exception& error) {
  std::fprintf(stderr, "statcompare: %s\n", error.what());
  return kFailure;
}
