// What of the machine's files a box with a file system of its own shows.
#ifndef LABS_GRADER_SANDBOX_PRIVATE_FILES_HH
#define LABS_GRADER_SANDBOX_PRIVATE_FILES_HH

#include <array>

namespace grader {

/// Folders, or symbolic links to folders below them; not all exist.
inline constexpr std::array kShownFolders = {
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};

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
