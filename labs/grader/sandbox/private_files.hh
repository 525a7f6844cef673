// What of the machine's files a box with a file system of its own shows.
#ifndef LABS_GRADER_SANDBOX_PRIVATE_FILES_HH
#define LABS_GRADER_SANDBOX_PRIVATE_FILES_HH

#include <array>
#include <span>

#include "labs/grader/sandbox/defences.hh"

namespace grader {

/// Folders, or symbolic links to folders below them; not all exist.
inline constexpr std::array kSystem = {"/usr",   "/bin",   "/sbin",  "/lib",
                                       "/lib32", "/lib64", "/libx32"};
/// What a program needs that was linked before; nothing to execute but it, and
/// a program that does nothing, for examiners.
inline constexpr std::array kLibraries = {
    "/usr/bin/sleep", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32",
    "/usr/local/lib", "/lib",     "/lib32",     "/lib64",     "/libx32"};

[[nodiscard]] inline std::span<const char* const> shown_folders(bool tools) {
  if (tools || !is_on(Defence::kNoTools)) return kSystem;
  return kLibraries;
}

/// Shown in addition, and writable, if kHiddenFiles is not on.
inline constexpr char kForgotten[] = "/var/tmp";

/// Of /etc only what the linker, a compiler and the resolver ask for.
inline constexpr std::array kShownSettings = {
    "/etc/ld.so.cache",  "/etc/ld.so.conf",   "/etc/ld.so.conf.d",
    "/etc/alternatives", "/etc/hosts",        "/etc/host.conf",
    "/etc/gai.conf",     "/etc/services",     "/etc/protocols",
    "/etc/localtime",    "/etc/nsswitch.conf"};

inline constexpr std::array kShownDevices = {"/dev/null",    "/dev/zero",
                                             "/dev/full",    "/dev/random",
                                             "/dev/urandom", "/dev/tty"};

/// Where an installed grader lies in the way; its folder has this name.
inline constexpr char kShownRoot[] = "/usr/";
inline constexpr char kGradersFolder[] = "echolab";

}  // namespace grader

#endif
