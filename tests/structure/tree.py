"""The files of the source tree, for the tests of its structure. Only Python's standard library."""

import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = (".hpp", ".cpp", ".in", ".py", ".cmake", "CMakeLists.txt")


def files_of(root):
    """Paths, relative to `root`, of all files that git tracks or would track, or of all files outside git."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return sorted(name for name in set(names) if (root / name).is_file())
    return sorted(str((pathlib.Path(folder) / name).relative_to(root))
                  for folder, _, names in os.walk(root) for name in names)


def lines_of(root, name):
    """Lines of a text file; none of a file that is not text."""
    try:
        return (root / name).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def planted(files):
    """A temporary folder that holds `files` (name: text). Use: `with planted({...}) as root:`."""
    folder = tempfile.TemporaryDirectory(prefix="jumelle_structure_")
    for name, text in files.items():
        path = pathlib.Path(folder.name) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    class Planted:
        def __enter__(self):
            return pathlib.Path(folder.name)

        def __exit__(self, *error):
            folder.cleanup()

    return Planted()
