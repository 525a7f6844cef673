// Back ends: how a keeper's child enters the box; a file for each.
//
// Each ends in examine(), of this process, a child, or one that it executes.
// Fails: an exception, before the examiner says hello: the platform's fault.
#ifndef LABS_GRADER_SANDBOX_BACK_ENDS_HH
#define LABS_GRADER_SANDBOX_BACK_ENDS_HH

#include <span>
#include <string>

#include "labs/grader/sandbox/orders.hh"

namespace grader {

/// Executes bubblewrap, which executes us.
[[noreturn]] void enter_by_bubblewrap(const Orders& orders);

/// Makes the namespaces, and a child in them that is their number 1.
[[noreturn]] void enter_own_namespaces(const Orders& orders,
                                       std::span<const Job> jobs);

/// Becomes the user of the slot; files in `folder`.
[[noreturn]] void enter_as_user(const Orders& orders, const std::string& folder,
                                std::span<const Job> jobs);

/// For the ones above: real, effective and saved user, and the only group;
/// no capability is left.
void become_user(uid_t uid);

/// Effective, permitted, inheritable.
void drop_capabilities();

}  // namespace grader

#endif
