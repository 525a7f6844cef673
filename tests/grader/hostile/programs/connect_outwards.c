// Attack:  takes up a connection to somebody outside of the box
// Lab:     fork
// Defence: own-network
// Without: leak
// Where:   bubblewrap own uid user
#include "csapp.h"

int main(void) {
  open_clientfd("127.0.0.1", "@PORT@");
  return 1;
}
