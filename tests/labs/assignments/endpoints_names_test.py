"""labs/assignments/endpoints/given/names.c: names of one's own, and lists that
are gone when they are freed. Tried with functions written for it."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
GIVEN = os.path.join(ROOT, "labs", "assignments", "endpoints", "given")

# hostinfo prints what getaddrinfo gives for no hints, or for those of FAMILY;
# open_clientfd frees as its port says; the others are not used.
FUNCTIONS = """\
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "endpoints.h"

int hostinfo(const char* name) {
  struct addrinfo* list;
  struct addrinfo hints = {0};
  char text[NI_MAXHOST];

  hints.ai_socktype = SOCK_STREAM;
  hints.ai_family = FAMILY;
  const int code = getaddrinfo(name, NULL, &hints, &list);
  if (code != 0) return -code;
  for (struct addrinfo* each = list; each != NULL; each = each->ai_next) {
    getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, NULL, 0,
                NI_NUMERICHOST);
    puts(text);
  }
  return 0;
}

static int entries(void) {
  char line[4096];
  int count = 0;
  FILE* maps = fopen("/proc/self/maps", "r");

  while (fgets(line, sizeof line, maps)) count += !!strstr(line, "addrinfo");
  fclose(maps);
  return count;
}

int open_clientfd(const char* host, const char* port) {
  struct addrinfo* list;
  struct addrinfo hints = {0};

  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, "80", &hints, &list) != 0) return -2;
  printf("made %d\\n", entries());
  struct addrinfo* const second = list->ai_next;
  errno = 0;
  freeaddrinfo(strcmp(port, "second") == 0 ? second : list);
  printf("errno %s, left %d\\n", errno ? "changed" : "kept", entries());
  fflush(stdout);
  if (strcmp(port, "use") == 0) printf("%d\\n", second->ai_family);
  _exit(0);
}

int open_listenfd(const char* port) { return port != NULL; }

int echo_client(const char* host, const char* port) { return host != port; }
"""


class Names(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="student-")
        self.addCleanup(folder.cleanup)
        self.folder = os.path.join(folder.name, "lab")
        shutil.copytree(GIVEN, self.folder)
        self.build("AF_UNSPEC")

    def build(self, family):
        self.write("endpoints.c", FUNCTIONS.replace("FAMILY", family))
        subprocess.run(["make", "--silent", "-W", "endpoints.c"],
                       cwd=self.folder, check=True)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w",
                  encoding="utf-8") as file:
            file.write(text)

    def run_program(self, *words):
        return subprocess.run(words, cwd=self.folder, text=True, check=False,
                              timeout=60, stdout=subprocess.PIPE)

    def addresses(self, name):
        done = self.run_program("./hostinfo", name)
        self.assertEqual(done.returncode, 0)
        return done.stdout.split()

    def test_stand_for_what_their_line_says_in_that_order(self):
        wanted = ["127.9.8.7", "2001:db8::5", "127.1.2.3"]
        self.write("names", "other 127.0.0.9\nsome " + " ".join(wanted))
        self.assertEqual(self.addresses("some"), wanted)
        self.assertEqual(self.addresses("other"), ["127.0.0.9"])

    def test_keep_to_the_family_that_is_asked_for(self):
        self.write("names", "some 127.9.8.7 2001:db8::5\nold 127.1.1.1\n")
        self.build("AF_INET6")
        self.assertEqual(self.addresses("some"), ["2001:db8::5"])
        self.assertNotEqual(self.run_program("./hostinfo", "old").returncode, 0)

    def test_fail_as_their_line_says(self):
        self.write("names", "later EAI_AGAIN\n")
        self.assertEqual(self.run_program("./hostinfo", "later").returncode, 3)

    def test_others_are_looked_up_as_always(self):
        self.assertEqual(self.addresses("127.0.0.1"), ["127.0.0.1"])
        self.write("names", "some 127.9.8.7\n\n")
        self.assertEqual(self.addresses("127.0.0.2"), ["127.0.0.2"])

    def test_lists_show_in_the_maps_until_they_are_freed(self):
        self.write("names", "some 127.1.1.1 127.2.2.2 127.3.3.3\n")
        for what, left in (("all", 0), ("second", 1)):
            done = self.run_program("./probe", "connect", "some", what)
            self.assertEqual(done.stdout,
                             f"made 3\nerrno changed, left {left}\n")

    def test_a_freed_list_cannot_be_used(self):
        self.write("names", "some 127.1.1.1 127.2.2.2\n")
        done = self.run_program("./probe", "connect", "some", "use")
        self.assertEqual(done.returncode, -signal.SIGSEGV)
        self.assertFalse(re.search(r"^\d+$", done.stdout, re.MULTILINE))


if __name__ == "__main__":
    unittest.main()
