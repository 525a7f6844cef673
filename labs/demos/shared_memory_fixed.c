/* Two clerks pay 50 each into an account in shared memory, one at a time.
 *
 * Model:  two processes, a System V segment and a semaphore. Over a socket pair
 *         clerk 1 lets clerk 2 begin, and sees when it has to wait.
 * Source: shmget(2), semop(2)
 */
#include <stdio.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static long* account; /* shared; guarded by semaphore */
static int semaphore;

static int add(short number, short flags) {
  struct sembuf change = {0, number, flags};
  return semop(semaphore, &change, 1);
}

static void pay_in(int clerk, int other) {
  char byte;
  if (clerk == 2) read(other, &byte, 1);
  if (add(-1, SEM_UNDO | IPC_NOWAIT) < 0) {
    dprintf(1, "clerk %d waits\n", clerk);
    write(other, "x", 1);
    add(-1, SEM_UNDO);
  }
  const long seen = *account;
  dprintf(1, "clerk %d reads %ld\n", clerk, seen);
  if (clerk == 1) {
    write(other, "x", 1);
    read(other, &byte, 1); /* it waits, or has left */
  }
  *account = seen + 50;
  add(1, SEM_UNDO);
}

int main(void) {
  int ends[2];
  const int segment = shmget(IPC_PRIVATE, sizeof *account, 0600);
  account = shmat(segment, NULL, 0);
  shmctl(segment, IPC_RMID, NULL); /* it goes with the last who has it */
  semaphore = semget(IPC_PRIVATE, 1, 0600);
  add(1, 0);
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  const int clerk = fork() == 0 ? 2 : 1;
  close(ends[2 - clerk]);
  pay_in(clerk, ends[clerk - 1]);
  if (clerk == 2) return 0;
  wait(NULL);
  semctl(semaphore, 0, IPC_RMID);
  printf("50 + 50 = %ld\n", *account);
  return *account == 100 ? 0 : 1;
}
