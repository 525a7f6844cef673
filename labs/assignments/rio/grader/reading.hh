// What readn and readnb owe alike: all that was asked for, whatever one read
// brings.
//
// `function` is the one that is called, as the probe knows it. Thread: any.
#ifndef LABS_ASSIGNMENTS_RIO_GRADER_READING_HH
#define LABS_ASSIGNMENTS_RIO_GRADER_READING_HH

#include <string>

#include "labs/assignments/rio/grader/draw.hh"
#include "labs/assignments/rio/grader/script.hh"

namespace rio {

/// Each read brings a part only.
Script after_short_count(const std::string& function, Draw& draw);

/// Some reads fail with EINTR.
Script after_interruption(const std::string& function, Draw& draw);

/// A read fails with EIO when others have brought bytes.
Script after_error(const std::string& function, Draw& draw);

}  // namespace rio

#endif
