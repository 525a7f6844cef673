#include "labs/demos/command/looks.hh"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "labs/demos/command/calls.hh"
#include "labs/demos/command/optimiser.hh"
#include "labs/demos/command/plot_picture.hh"
#include "labs/demos/command/program_run.hh"

namespace demos {
namespace {

constexpr std::chrono::milliseconds kOfSetting{5'000};

std::vector<Panel> run_settings(const Demo& demo, const Places& places) {
  std::vector<Panel> panels;
  for (const Setting& setting : demo.plot->settings) {
    show_progress(setting.label);
    const ProgramRun run =
        run_program(command_of(demo, setting.program, places),
                    {.limit = kOfSetting, .on_one_cpu = setting.on_one_cpu});
    panels.push_back(panel_of(setting.label, run.output));
    if (panels.back().series.empty()) {
      throw std::runtime_error(setting.program + " printed nothing to plot");
    }
  }
  show_progress("");
  return panels;
}

}  // namespace

void show_calls(const Demo& demo, const Places& places, Page& page) {
  page.heading("What its processes ask of the kernel");
  page.block(
      timeline_of_calls(command_of(demo, demo.name, places), demo.calls));
}

void show_optimised(const Demo& demo, const Places& places, Page& page) {
  page.heading("What the optimiser makes of it");
  page.block(compare_levels(demo, places));
}

void show_plot(const Demo& demo, const Places& places, const std::string& file,
               Page& page) {
  page.heading("A picture of it: " + demo.plot->y + ", by " + demo.plot->x);
  const std::vector<Panel> panels = run_settings(demo, places);
  page.picture(text_of(*demo.plot, panels),
               picture_of(*demo.plot, panels, ".svg"));
  if (file.empty()) return;
  std::ofstream written(file, std::ios::binary);
  written << picture_of(*demo.plot, panels,
                        std::filesystem::path(file).extension());
  if (!written.flush()) throw std::runtime_error("cannot write " + file);
}

}  // namespace demos
