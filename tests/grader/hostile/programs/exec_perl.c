// Attack:  lets Perl do the work
// Lab:     fork
// Defence: no-tools
// Without: points
// Only:    concurrent
#include <unistd.h>

static const char script[] =
    "use Socket; $SIG{CHLD} = 'IGNORE'; $/ = \\1;"
    "socket(L, PF_INET, SOCK_STREAM, 0);"
    "bind(L, sockaddr_in($ARGV[0], INADDR_ANY)); listen(L, 100);"
    "while (accept(C, L)) {"
    "  if (fork() == 0) {"
    "    close(L);"
    "    while (sysread(C, $b, 8192)) { syswrite(C, $b); }"
    "    exit(0);"
    "  }"
    "  close(C);"
    "}";

int main(int argc, char** argv) {
  (void)argc;
  execl("/usr/bin/perl", "perl", "-e", script, argv[1], NULL);
  return 1;
}
