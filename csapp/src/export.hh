// How a public function is defined, and how a wrapper reports its failure.
#ifndef CSAPP_EXPORT_HH
#define CSAPP_EXPORT_HH

// C linkage, and weak: a program that defines its own unix_error, Signal or
// Fork still links with the rest of the object that holds ours.
#define CSAPP_PUBLIC extern "C" __attribute__((weak))

// The reports behind the public unix_error and its kin. Wrappers call these: a
// program's own unix_error has to serve that program's calls, not ours.
extern "C" {
[[noreturn]] void csapp_fail_unix(const char* what);
[[noreturn]] void csapp_fail_posix(int code, const char* what);
[[noreturn]] void csapp_fail_gai(int code, const char* what);
[[noreturn]] void csapp_fail_app(const char* what);
}

#endif
