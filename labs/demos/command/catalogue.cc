#include "labs/demos/command/catalogue.hh"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace demos {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of(const fs::path& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Demo demo_of(const nlohmann::json& entry) {
  return {.group = entry.at("group"),
          .name = entry.at("name"),
          .title = entry.at("title"),
          .runs = entry.at("runs"),
          .explored = entry.value("explored", Words()),
          .options = entry.value("options", Words())};
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
  const auto text = text_of(path);
  if (!text) throw std::runtime_error("cannot read " + path);
  std::vector<Demo> demos;
  try {
    const auto catalogue = nlohmann::json::parse(*text);
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

std::string source_of(const Places& places, const std::string& program) {
  for (const char* extension : {".cc", ".c"}) {
    if (auto text = text_of(places.sources + "/" + program + extension)) {
      return *text;
    }
  }
  throw std::runtime_error("cannot read the source of " + program + " in " +
                           places.sources);
}

}  // namespace demos
