/* Writes and reads the file named on the command line by standard I/O. */
#include "csapp.h"

int main(int argc, char** argv) {
  char line[MAXLINE];
  FILE* stream;
  size_t n;

  if (argc != 2) app_error((char*)"usage: streams <file>");
  stream = Fopen(argv[1], "w");
  Fputs("one line\n", stream);
  Fwrite("another", 1, 7, stream);
  Fclose(stream);

  stream = Fdopen(Open(argv[1], O_RDONLY, 0), "r");
  Fputs(Fgets(line, MAXLINE, stream), stdout);
  n = Fread(line, 1, MAXLINE, stream);
  printf("%.*s, %s\n", (int)n, line,
         Fgets(line, MAXLINE, stream) == NULL ? "end" : "more");
  Fclose(stream);
  return 0;
}
