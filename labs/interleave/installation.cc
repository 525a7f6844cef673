#include "labs/interleave/installation.hh"

#include <filesystem>

namespace interleave {

Installation find_installation() {
  const auto bin =
      std::filesystem::read_symlink("/proc/self/exe").parent_path();
  const auto libraries = (bin / TO_LIBRARIES).lexically_normal();
  return {.runtime = libraries / "libinterleave_runtime.a",
          .csapp = libraries / "libcsapp_interleave.a",
          .headers = (bin / TO_HEADERS).lexically_normal()};
}

}  // namespace interleave
