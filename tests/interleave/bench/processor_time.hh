// Processor time used by this process, and by one that it started: what a
// speed is measured in where others use the machine, too.
#pragma once

#include <dirent.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace interleave {

// The fields of /proc/PID/stat behind the name; the first is the state.
inline std::vector<std::string> stat_fields(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest(line.substr(std::min(line.size(), line.rfind(')'))));
  std::vector<std::string> fields(std::istream_iterator<std::string>(rest), {});
  if (!fields.empty()) fields.erase(fields.begin());
  return fields;
}

// Our children, in the order in which they were started.
inline std::vector<int> children() {
  constexpr std::size_t kParent = 1;
  std::vector<int> found;
  DIR* const directory = opendir("/proc");
  while (const dirent* entry = readdir(directory)) {
    const int pid = std::atoi(entry->d_name);
    if (pid == 0) continue;
    const auto fields = stat_fields(entry->d_name);
    if (fields.size() > kParent && fields[kParent] == std::to_string(getpid()))
      found.push_back(pid);
  }
  closedir(directory);
  return found;
}

// Seconds, to some 10 ms, those of the child's own ended children included.
inline double processor_seconds(int child) {
  constexpr std::size_t kUser = 11;  // user, system, and the children's two
  timespec own{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
  double ticks = 0;
  const auto fields = stat_fields(std::to_string(child));
  for (std::size_t i = kUser; i < kUser + 4 && i < fields.size(); ++i) {
    ticks += std::strtod(fields[i].c_str(), nullptr);
  }
  return static_cast<double>(own.tv_sec) +
         static_cast<double>(own.tv_nsec) / 1e9 +
         ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace interleave
