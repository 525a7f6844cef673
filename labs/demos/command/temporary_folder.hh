// TemporaryFolder: a folder that is removed with its owner.
//
// Thread: any.
#ifndef LABS_DEMOS_COMMAND_TEMPORARY_FOLDER_HH
#define LABS_DEMOS_COMMAND_TEMPORARY_FOLDER_HH

#include <cstdlib>
#include <filesystem>
#include <string>

#include "csapp/descriptor.hh"

namespace demos {

class TemporaryFolder {
 public:
  /// Errors: std::system_error.
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() / "demo-XXXXXX") {
    if (::mkdtemp(path_.data()) == nullptr) csapp::throw_errno("mkdtemp");
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace demos

#endif
