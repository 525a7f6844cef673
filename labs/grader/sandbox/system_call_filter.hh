// System call filter: seccomp, written by hand, because a static executable
// that runs everywhere carries no library for ten rules.
//
// Refused with EPERM: new namespaces and mounts, io_uring (it goes around the
// filter), other processes' memory and limits, kernel keys, modules, BPF, and
// System V objects, which outlive their maker. ptrace stays: leak checking
// needs it. clone3 does not exist (its flags lie in memory, where a filter
// cannot look; libc then uses clone).
//
// Fails:  std::system_error.
// Source: seccomp(2), Documentation/userspace-api/seccomp_filter.rst.
#ifndef LABS_GRADER_SANDBOX_SYSTEM_CALL_FILTER_HH
#define LABS_GRADER_SANDBOX_SYSTEM_CALL_FILTER_HH

namespace grader {

enum class Outside {
  kPrivateNetwork,  // nothing to protect
  kStreamsOnly,     // no datagrams; connections are judged by Landlock
  kNoConnect,       // no outgoing connection at all
};

/// REQUIRES: PR_SET_NO_NEW_PRIVS is set.
void confine_by_filter(Outside outside);

}  // namespace grader

#endif
