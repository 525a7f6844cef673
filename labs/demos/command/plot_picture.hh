// PlotPicture: what programs print as "plot SERIES X Y", drawn by gnuplot.
//
// Thread: any, one at a time, and no other one may wait for children.
#ifndef LABS_DEMOS_COMMAND_PLOT_PICTURE_HH
#define LABS_DEMOS_COMMAND_PLOT_PICTURE_HH

#include <map>
#include <string>
#include <vector>

#include "labs/demos/command/catalogue.hh"

namespace demos {

/// One panel: the lines "X Y" of each series.
struct Panel {
  std::string label;
  std::map<std::string, std::string> series{};
};

/// The panel of what a program has printed.
[[nodiscard]] Panel panel_of(const std::string& label,
                             const std::string& output);

/// `output` without the lines of a plot.
[[nodiscard]] std::string without_plot(const std::string& output);

/// The panels in characters, 79 columns, one below the other.
/// Errors: std::runtime_error without gnuplot; std::system_error.
[[nodiscard]] std::string text_of(const Plot& plot,
                                  const std::vector<Panel>& panels);

/// The panels in a picture, of `form` ".png" or ".svg": the file's content.
/// Errors: as above.
[[nodiscard]] std::string picture_of(const Plot& plot,
                                     const std::vector<Panel>& panels,
                                     const std::string& form);

}  // namespace demos

#endif
