// Attack:  leaves shared memory behind, by which one test knows of another
// Lab:     fork
// Defence: own-objects
// Without: survivor
// Where:   bubblewrap own uid user user-own
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

int main(void) {
  const key_t key = atoi("@NUMBER@");
  shmget(key, 4096, IPC_CREAT | 0666);
  return 1;
}
