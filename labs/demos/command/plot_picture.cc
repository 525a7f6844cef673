#include "labs/demos/command/plot_picture.hh"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "labs/demos/command/program_run.hh"
#include "labs/demos/command/temporary_folder.hh"
#include "labs/demos/command/text_columns.hh"

namespace demos {
namespace {

constexpr std::string_view kMark = "plot ";
constexpr int kPanelPixels = 260;  // in height

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char byte : text)
    result += byte == '\'' ? "''" : std::string{byte};
  return result + "'";
}

/// What gnuplot is to draw, each panel with its data; `mark`: how it looks.
std::string commands_of(const Plot& plot, const std::vector<Panel>& panels,
                        const std::string& mark) {
  std::ostringstream text;
  // Names hold underscores, which are no markup here.
  text << "set termoption noenhanced\n"
       << "set xlabel " << quoted(plot.x) << "\nset ylabel " << quoted(plot.y)
       << "\nset tics nomirror\nset border 3\nset autoscale noextend\n"
       << "set key tmargin right horizontal\nset format y '%g'\n"
       // A point on an axis is not seen.
       << "set offsets graph .02, graph .02, graph .05, "
       << (plot.style == "points" ? "graph .05\n" : "0\n")
       << (plot.is_log ? "set logscale y\n" : "");
  int number = 0;
  for (const Panel& panel : panels) {
    std::string parts;
    for (const auto& [name, lines] : panel.series) {
      const std::string block = "$data" + std::to_string(++number);
      text << block << " << END\n" << lines << "END\n";
      parts += (parts.empty() ? "plot " : ", ") + block + " with " +
               plot.style + " " + mark + " title " +
               (panel.series.size() > 1 ? quoted(name) : "''");
    }
    text << "set title " << quoted(panel.label) << "\n" << parts << "\n";
  }
  return text.str();
}

std::string drawn(const std::string& commands, const std::string& folder) {
  const std::string path = folder + "/commands";
  std::ofstream(path) << commands;
  return output_of_tool({"gnuplot", path});
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

Panel panel_of(const std::string& label, const std::string& output) {
  Panel panel{.label = label};
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string mark, series, x, y;
    if (line.starts_with(kMark) && words >> mark >> series >> x >> y) {
      panel.series[series] += x + " " + y + "\n";
    }
  }
  return panel;
}

std::string without_plot(const std::string& output) {
  std::string text;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kMark)) text += line + "\n";
  }
  return text;
}

std::string text_of(const Plot& plot, const std::vector<Panel>& panels) {
  const TemporaryFolder folder;
  std::istringstream lines(
      drawn("set terminal dumb 79 16\n" + commands_of(plot, panels, ""),
            folder.path()));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    std::erase(line, '\f');
    line = without_trailing_blanks(line);
    if (!line.empty()) text += line + "\n";
  }
  return text;
}

std::string picture_of(const Plot& plot, const std::vector<Panel>& panels,
                       const std::string& form) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/picture";
  const std::string mark =
      plot.style == "points" ? "pointtype 7 pointsize 0.5" : "linewidth 4";
  const std::size_t height = kPanelPixels * panels.size();
  std::ostringstream head;
  head << "set terminal "
       << (form == ".png" ? "pngcairo font 'sans,10'" : "svg font 'sans,12'")
       << " size 800," << height << " background '#ffffff'\nset output "
       << quoted(path) << "\nset multiplot layout " << panels.size() << ",1\n";
  const std::string said =
      drawn(head.str() + commands_of(plot, panels, mark) + "unset multiplot\n",
            folder.path());
  std::string picture = content_of(path);
  if (picture.empty()) throw std::runtime_error("gnuplot failed: " + said);
  return picture;
}

}  // namespace demos
