# Attack:  a link to the solution, where the grader can read it
# Lab:     fork
# Defence: no-links
# Without: points
# Only:    stop
# Where:   bubblewrap own uid user user-own unconfined
import os
import sys

folder = os.path.join(sys.argv[1], "submission")
os.mkdir(folder)
os.symlink("@FOLDER@/solution.c", os.path.join(folder, "server.c"))
print(folder)
