#include "labs/demos/command/catalogue.hh"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace demos {
namespace {

namespace fs = std::filesystem;

Plot plot_of(const nlohmann::json& entry) {
  Plot plot{.x = entry.at("x"),
            .y = entry.at("y"),
            .style = entry.at("style"),
            .is_log = entry.value("log", false),
            .settings = {}};
  for (const auto& setting : entry.at("settings")) {
    plot.settings.push_back({.label = setting.at("label"),
                             .program = setting.at("program"),
                             .on_one_cpu = setting.value("cpu", false)});
  }
  return plot;
}

Optimised optimised_of(const nlohmann::json& entry) {
  return {.function = entry.at("function"), .levels = entry.at("levels")};
}

Demo demo_of(const nlohmann::json& entry) {
  const std::string name = entry.at("name");
  Demo demo{.group = entry.at("group"),
            .name = name,
            .title = entry.at("title"),
            .runs = entry.at("runs"),
            .arguments = entry.value("arguments", Words()),
            .explored = entry.value("explored", Words()),
            .options = entry.value("options", Words()),
            .unexplored = entry.value("unexplored", ""),
            .shows = entry.value("shows", ""),
            .cures = entry.value("cures", Words{name + "_fixed"}),
            .instead = entry.value("instead", ""),
            .calls = entry.value("calls", ""),
            .has_backtrace = entry.value("backtrace", false)};
  if (!demo.unexplored.empty() && !demo.cures.empty() && demo.shows.empty()) {
    throw std::runtime_error(name + " does not say what it \"shows\"");
  }
  if (entry.contains("plot")) demo.plot = plot_of(entry["plot"]);
  if (entry.contains("optimised")) {
    demo.optimised = optimised_of(entry["optimised"]);
  }
  return demo;
}

}  // namespace

Places find_places() {
  const fs::path bin = fs::read_symlink("/proc/self/exe").parent_path();
  const fs::path prefix = bin.parent_path();
  return {.interleave = bin / "interleave",
          .programs = prefix / "libexec/echolab/demos",
          .sources = prefix / "share/echolab/demos"};
}

std::vector<Demo> read_catalogue(const Places& places) {
  const std::string path = places.sources + "/demos.json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<Demo> demos;
  try {
    const auto catalogue = nlohmann::json::parse(file);
    for (const auto& entry : catalogue.at("demos")) {
      demos.push_back(demo_of(entry));
    }
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(path + ": " + error.what());
  }
  return demos;
}

const Demo* find_demo(const std::vector<Demo>& demos, std::string_view name) {
  const auto found = std::ranges::find(demos, name, &Demo::name);
  return found == demos.end() ? nullptr : &*found;
}

std::string source_path(const Places& places, const std::string& program) {
  for (const char* extension : {".cc", ".c"}) {
    const std::string path = places.sources + "/" + program + extension;
    if (fs::exists(path)) return path;
  }
  throw std::runtime_error("there is no source of " + program + " in " +
                           places.sources);
}

Words command_of(const Demo& demo, const std::string& program,
                 const Places& places) {
  Words words{places.programs + "/" + program};
  words.insert(words.end(), demo.arguments.begin(), demo.arguments.end());
  return words;
}

}  // namespace demos
