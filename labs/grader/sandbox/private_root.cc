#include "labs/grader/sandbox/private_root.hh"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>

#include "csapp/descriptor.hh"
#include "labs/grader/sandbox/orders.hh"
#include "labs/grader/sandbox/private_files.hh"

namespace grader {
namespace {

// Built here, which only this mount namespace sees, then made the root.
constexpr char kSite[] = "/tmp";

constexpr long kMountSetattr = 442;  // Linux 5.12
constexpr unsigned kRecursive = 0x8000;
struct MountAttributes {
  std::uint64_t set, clear, propagation, user_namespace;
};

std::string on_site(const std::string& path) { return kSite + path; }

void mount_new(const char* type, const std::string& path, unsigned long flags,
               const std::string& options) {
  std::filesystem::create_directories(path);
  if (::mount(type, path.c_str(), type, flags, options.c_str()) < 0) {
    csapp::throw_errno(("mounting " + path).c_str());
  }
}

// With all that is mounted below it.
void make_read_only(const std::string& path) {
  const MountAttributes attributes{MS_RDONLY | MS_NOSUID, 0, 0, 0};
  if (::syscall(kMountSetattr, AT_FDCWD, path.c_str(), kRecursive, &attributes,
                sizeof attributes) < 0) {
    csapp::throw_errno(("making read-only " + path).c_str());
  }
}

void show(const std::string& from, const std::string& at) {
  const std::string place = on_site(at);
  if (std::filesystem::is_directory(from)) {
    std::filesystem::create_directories(place);
  } else {
    std::filesystem::create_directories(
        std::filesystem::path(place).parent_path());
    const csapp::Descriptor file(
        ::open(place.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  }
  if (::mount(from.c_str(), place.c_str(), nullptr, MS_BIND | MS_REC, nullptr) <
      0) {
    csapp::throw_errno(("showing " + from).c_str());
  }
}

void show_system(bool tools) {
  for (const std::string folder : shown_folders(tools)) {
    if (std::filesystem::is_symlink(folder)) {
      std::filesystem::create_symlink(std::filesystem::read_symlink(folder),
                                      on_site(folder));
    } else if (std::filesystem::exists(folder)) {
      show(folder, folder);
      make_read_only(on_site(folder));
    }
  }
  for (const std::string file : kShownSettings) {
    if (!std::filesystem::exists(file)) continue;
    show(file, file);
    make_read_only(on_site(file));
  }
  for (const std::string device : kShownDevices) {
    if (std::filesystem::exists(device)) show(device, device);
  }
  if (!is_on(Defence::kHiddenFiles)) show(kForgotten, kForgotten);
}

void hide(const std::string& place) {
  if (std::filesystem::is_directory(place)) {
    mount_new("tmpfs", on_site(place), MS_NOSUID | MS_RDONLY, "size=4k");
  } else if (!place.empty()) {
    show("/dev/null", place);
  }
}

void make_room(std::size_t scratch_bytes) {
  constexpr unsigned long kData = MS_NOSUID | MS_NODEV;
  mount_new("proc", on_site("/proc"), kData | MS_NOEXEC, "");
  mount_new("tmpfs", on_site("/dev/shm"), kData, "size=16m,mode=1777");
  mount_new("tmpfs", on_site(kPrivateFolder), kData,
            "mode=777,size=" + std::to_string(scratch_bytes));
  std::filesystem::create_symlink(
      std::string(kPrivateFolder).substr(1) + "/tmp", on_site("/tmp"));
}

void enter_site() {
  if (::chdir(kSite) < 0 || ::syscall(SYS_pivot_root, ".", ".") < 0 ||
      ::umount2(".", MNT_DETACH) < 0 || ::chdir("/") < 0) {
    csapp::throw_errno("pivot_root");
  }
  if (::mount(nullptr, "/", nullptr,
              MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
              nullptr) < 0) {
    csapp::throw_errno("making / read-only");
  }
}

}  // namespace

void enter_private_root(std::size_t scratch_bytes, const std::string& hidden,
                        bool tools) {
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr) < 0) {
    csapp::throw_errno("making mounts private");
  }
  mount_new("tmpfs", kSite, MS_NOSUID | MS_NODEV, "size=1m,mode=755");
  show_system(tools);
  hide(hidden);
  make_room(scratch_bytes);
  enter_site();
}

}  // namespace grader
