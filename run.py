"""`python run.py` sets up and serves, `python run.py test` sets up and tests; on every system, with the standard library only.

Everything above `ROOT` must also run on a Python that is too old, to say so.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.stderr.write(
        "Python %d.%d tidak didukung; pasang Python 3.11, 3.12, atau 3.13 dari python.org, "
        "lalu jalankan run.py dengan Python itu.\n" % sys.version_info[:2]
    )
    sys.exit(2)

import hashlib
import os
import shutil
import socket
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VERSION = sys.version.split()[0]
ADDRESS = "127.0.0.1"
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1"}  # UTF-8 also on a Windows console of another code page
STAMP = "pantau.stamp"  # written last into .venv: what is installed there; without it the installation is unfinished
LOG = "pemasangan.log"
USAGE = "pakai `python run.py`, `python run.py --port 8502`, atau `python run.py test`."
NO_NETWORK = (
    "name resolution", "name or service not known", "failed to resolve", "getaddrinfo", "dns error", "error sending request",
    "newconnectionerror", "connection refused", "connection reset", "timed out", "network is unreachable", "proxyerror",
)


class Stop(Exception):
    """A fault the user can mend: one Indonesian sentence, exit 2."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then serve or test; the exit code is that of the last program started."""
    try:
        if arguments[:1] == ["test"]:
            python = installed(ROOT)
            return hand_over(python, ["-m", "pytest", *arguments[1:]])
        if arguments in (["--help"], ["-h"]):
            print(USAGE.capitalize())
            return 0
        port = port_of(arguments)
        python = installed(ROOT)
        code = run_module(python, "geo", "schematic", quiet=True)
        if not code and not has_edition():
            code = run_module(python, "ingest", "build")
        if code:
            return code
        return hand_over(python, ["server.py", str(port)])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nDihentikan.", file=sys.stderr)
        return 130


def port_of(arguments: list[str]) -> int:
    """The port to serve on, free at this moment."""
    if arguments and (len(arguments) != 2 or arguments[0] != "--port" or not arguments[1].isdecimal()):
        raise Stop(f"Perintah {' '.join(arguments)} tidak dikenal; {USAGE}")
    port = int(arguments[1]) if arguments else 8501
    if not 1 <= port <= 65535:
        raise Stop(f"Porta {port} tidak ada; pilih angka dari 1024 sampai 65535, misalnya `python run.py --port 8502`.")
    with socket.socket() as trial:
        if os.name != "nt":
            # as the server does: a port just given up by the last server counts as free
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except OSError as error:
            raise Stop(
                f"Porta {port} sedang dipakai atau terlarang; mungkin Pantau Kesos sudah terbuka di http://{ADDRESS}:{port}, "
                f"jika tidak, jalankan `python run.py --port {port + 1 if 1024 < port < 65535 else 8502}`."
            ) from error
    return port


def has_edition() -> bool:
    """Whether the warehouse names a current edition."""
    return (Path(os.environ.get("PANTAU_WAREHOUSE") or ROOT / "data" / "warehouse") / "CURRENT").is_file()


def installed(root: Path) -> Path:
    """The Python of root/.venv with exactly the pins of root/requirements.txt; made, finished or made anew where needed."""
    folder = root / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = stamp_of(root)
    found = _read(folder / STAMP)
    if found == wanted and python.exists():
        return python
    _claim(folder)
    print("Menyiapkan pustaka (sekali saja, perlu internet) ...", flush=True)
    unfinished = python.exists() and not found and f"version = {VERSION}\n" in _read(folder / "pyvenv.cfg")
    _make(folder, anew=not unfinished)
    _install(folder, python, root / "requirements.txt")
    (folder / STAMP).write_text(wanted, encoding="utf-8")
    return python


def stamp_of(root: Path) -> str:
    """What an installation is made from: the pins, the Python and the place."""
    try:
        pins = (root / "requirements.txt").read_bytes()
    except OSError as error:
        raise Stop(f"{root / 'requirements.txt'} tidak dapat dibaca; salin ulang folder Pantau Kesos secara utuh.") from error
    return f"{hashlib.sha256(pins).hexdigest()}\n{VERSION}\n{sys.base_prefix}\n"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""  # not there, or not a folder yet: unfinished either way, and _claim says what is wrong


def _claim(folder: Path) -> None:
    """Make sure that the folder of the libraries can be written."""
    try:
        folder.mkdir(exist_ok=True)
        (folder / LOG).write_text("", encoding="utf-8")
    except (FileExistsError, NotADirectoryError) as error:
        raise Stop(f"{folder} adalah berkas, padahal pustaka dipasang di sana; pindahkan, lalu jalankan lagi.") from error
    except OSError as error:
        raise Stop(f"Tidak ada izin menulis ke {folder} atau disk penuh; perbaiki, lalu jalankan lagi.") from error


def _uv() -> str | None:
    """The faster installer, where the machine has one that works."""
    path = shutil.which("uv")
    works = path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    return path if works else None


def _make(folder: Path, anew: bool) -> None:
    """The empty environment. One that is only unfinished is kept, so that an interrupted start goes on where it was."""
    try:
        venv.EnvBuilder(clear=anew, with_pip=_uv() is None, symlinks=os.name != "nt").create(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Stop(
            f"Lingkungan Python di {folder} tidak dapat dibuat; periksa izin tulis dan ruang disk "
            "(pada Debian atau Ubuntu pasang paket python3-venv), lalu jalankan lagi."
        ) from error


def _install(folder: Path, python: Path, pins: Path) -> None:
    uv = _uv()
    command = [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    total = sum(line[:1].isalpha() for line in pins.read_text(encoding="utf-8").splitlines())
    with subprocess.Popen([*command, "-r", str(pins)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, encoding="utf-8", errors="replace") as program:
        said = _follow(program, total)
    (folder / LOG).write_text(said, encoding="utf-8")
    if program.returncode == 0:
        print(f"{total} pustaka siap.", flush=True)
        return
    if any(sign in said.lower() for sign in NO_NETWORK):
        raise Stop("Pustaka tidak dapat diunduh karena sambungan internet terputus atau ditolak; sambungkan, lalu jalankan lagi.")
    raise Stop(f"Pustaka gagal dipasang; periksa requirements.txt dan ruang disk (rincian: {folder / LOG}), lalu jalankan lagi.")


def _follow(program: subprocess.Popen, total: int) -> str:
    """Show the progress of an installer; all that it said."""
    said, seen = [], 0
    for line in program.stdout:
        said.append(line)
        if line.startswith("Collecting "):
            seen += 1
            print(f"[{min(100 * seen // total, 99):3d}%] {line.split()[1]}", flush=True)
        elif line.startswith(("Installing collected packages", "Prepared ")):
            print("Memasang ...", flush=True)
    return "".join(said)


def run_module(python: Path, *arguments: str, quiet: bool = False) -> int:
    """Run a module of the project to its end, `quiet` shows its errors only; its exit code."""
    shown = subprocess.DEVNULL if quiet else None
    return subprocess.run([str(python), "-m", *arguments], cwd=ROOT, env=ENVIRONMENT, stdout=shown, check=False).returncode


def hand_over(python: Path, arguments: list[str]) -> int:
    """Become the last program: its signals, its exit code. Windows cannot, there it is waited for."""
    os.chdir(ROOT)
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(python, [str(python), *arguments], ENVIRONMENT)
    with subprocess.Popen([str(python), *arguments], env=ENVIRONMENT) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C has reached the program as well; it ends by itself


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
