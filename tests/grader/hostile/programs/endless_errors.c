// Attack:  has the compiler complain for ever
// Lab:     fork
// Defence: time-to-build
// Without: late
// Slow:    a processor is busy with it as long as it may
// Where:   bubblewrap own uid user user-own unconfined
#define A x1 x2 x3 x4 x5 x6 x7 x8
#define B \
  A;      \
  A;      \
  A;      \
  A;      \
  A;      \
  A;      \
  A;      \
  A;
#define C B B B B B B B B B B B B B B B B
#define D C C C C C C C C C C C C C C C C
#define E D D D D D D D D D D D D D D D D
int main(void) { E E E E }
