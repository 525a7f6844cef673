# Attack:  a pipe with a name, by which its reader waits for a writer
# Lab:     fork
# Defence: no-waiting
# Without: late
# Where:   bubblewrap own uid user user-own unconfined
import os
import sys

folder = os.path.join(sys.argv[1], "submission")
os.mkdir(folder)
os.mkfifo(os.path.join(folder, "server.c"), 0o666)
print(folder)
