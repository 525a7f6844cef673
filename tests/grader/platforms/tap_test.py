#!/usr/bin/env python3
"""Debian's prove, and the parser below it, on TAP documents."""

import json
import subprocess

from documents import DocumentTest, main

# Prints for each test: its number, whether it is ok, its directive, and the
# points in its YAML.
PARSE = r"""
use TAP::Parser;
my $parser = TAP::Parser->new({ source => $ARGV[0] });
my @tests;
my $yaml_blocks = 0;
while (my $result = $parser->next) {
  if ($result->is_test) {
    push @tests, [$result->number, $result->is_ok ? 1 : 0,
                  $result->directive, ''];
  } elsif ($result->is_yaml) {
    $yaml_blocks++;
    $tests[-1][3] = $result->data->{points};
  } elsif ($result->is_unknown) {
    die 'unknown line: ' . $result->raw;
  }
}
die join('; ', $parser->parse_errors) if $parser->parse_errors;
print "$$_[0] $$_[1] [$$_[2]] $$_[3]\n" for @tests;
"""

SAMPLE = ["1 1 [] 10/10", "2 0 [] 0/10", "3 0 [] 2/5", "4 0 [] 0/10",
          "5 1 [] 5/5", "6 0 [] 0/5", "7 0 [] 0/5"]


class Tap(DocumentTest):
    def prove(self, path):
        done = subprocess.run(["prove", "--exec", "cat", str(path)],
                              capture_output=True, timeout=30, check=False)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8")

    def parsed(self, result):
        path = self.documents.path(result, "tap")
        # A name that ends in .tap is read as TAP and not run.
        done = subprocess.run(["perl", "-e", PARSE, str(path)],
                              capture_output=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode("utf-8").splitlines()

    def test_tells_prove_which_tests_failed(self):
        for result in ("sample", "unpleasant"):
            status, said = self.prove(self.documents.path(result, "tap"))
            self.assertNotEqual(status, 0)
            self.assertIn("Failed tests:  2-4, 6-7", said)
            self.assertNotIn("Parse errors", said)

    def test_passes_prove_at_full_marks(self):
        status, said = self.prove(self.documents.path("full", "tap"))
        self.assertEqual(status, 0, said)
        self.assertIn("Result: PASS", said)

    def test_bails_out_for_a_fault_of_the_platform(self):
        status, said = self.prove(self.documents.path("faulty", "tap"))
        self.assertNotEqual(status, 0)
        self.assertIn("Bailout called", said)
        self.assertIn("nobody's mistake", said)

    def test_holds_points_and_no_directive(self):
        for result in ("sample", "unpleasant"):
            self.assertEqual(self.parsed(result), SAMPLE)

    def test_is_harmless(self):
        self.assert_harmless(self.documents.text("unpleasant", "tap"))

    def test_has_values_that_json_can_read(self):
        for line in self.documents.text("sample", "tap").splitlines():
            if line.startswith("  output: "):
                self.assertIsInstance(json.loads(line[10:]), str)


if __name__ == "__main__":
    main()
