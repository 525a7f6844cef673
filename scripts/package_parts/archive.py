"""Archives that are the same, byte for byte, whenever and by whomever they are
made: sorted, without owners, all of one time."""

import gzip
import io
import tarfile
import zipfile

TIME = 946_684_800  # 1 January 2000: zip knows no time before 1980
ZIP_TIME = (2000, 1, 1, 0, 0, 0)


class Entry:
    """A file of an archive."""

    def __init__(self, path, content, executable=False):
        self.path = path
        self.content = content.encode() if isinstance(content, str) else content
        self.mode = 0o755 if executable else 0o644


def tar_bytes(entries):
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w",
                      format=tarfile.GNU_FORMAT) as tar:
        for entry in sorted(entries, key=lambda entry: entry.path):
            info = tarfile.TarInfo(entry.path)
            info.size = len(entry.content)
            info.mode = entry.mode
            info.mtime = TIME
            tar.addfile(info, io.BytesIO(entry.content))
    return plain.getvalue()


def write_tar(path, entries):
    with open(path, "wb") as file:
        # Without a name in its header, and of one time.
        with gzip.GzipFile("", "wb", 9, file, TIME) as packed:
            packed.write(tar_bytes(entries))


def write_zip(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in sorted(entries, key=lambda entry: entry.path):
            info = zipfile.ZipInfo(entry.path, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, so that modes count
            info.external_attr = (0o100000 | entry.mode) << 16
            archive.writestr(info, entry.content)
