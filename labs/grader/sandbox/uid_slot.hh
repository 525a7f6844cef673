// UidSlot: a user of its own for a box, when the grader is root.
//
// The numbers are in nobody's list of users; a lock file for each lets several
// graders run at once. Everything that runs as such a user belongs to the box
// that holds the slot, and is ended with it.
//
// Fails: std::system_error, std::runtime_error.
#ifndef LABS_GRADER_SANDBOX_UID_SLOT_HH
#define LABS_GRADER_SANDBOX_UID_SLOT_HH

#include <sys/types.h>

#include "csapp/descriptor.hh"

namespace grader {

class UidSlot {
 public:
  /// Takes a free one; as an ordinary user, or as a root who is one outside
  /// of a user namespace, none: number 0.
  UidSlot();
  [[nodiscard]] uid_t uid() const { return uid_; }

  /// Whoever holds a copy of it holds the slot; -1: none.
  [[nodiscard]] int lock() const { return lock_.get(); }

 private:
  csapp::Descriptor lock_;
  uid_t uid_ = 0;
};

/// Kills all processes of a slot's user, and waits until there is none.
/// Errors: std::runtime_error, if there still is one after some seconds.
void end_all_of(uid_t slot);

}  // namespace grader

#endif
