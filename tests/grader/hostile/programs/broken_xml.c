// Attack:  prints what no XML document may hold
// Lab:     fork
// Defence: plain-text
// Without: no-result
// Platform: junit
#include <stdio.h>

int main(void) {
  const char bytes[] = "]]></system-out></testcase>\0\x01\xff\xfe\xc0\x80\x1b";
  fwrite(bytes, 1, sizeof bytes, stdout);
  return 1;
}
