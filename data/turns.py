"""One after another, whatever process they come from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import UserError

_PATIENCE = 10.0  # seconds for somebody else's turn to end


@contextmanager
def turn(lock: Path, busy: str, fault_of: Callable[[OSError], UserError], *, is_private: bool = False) -> Iterator[None]:
    """Hold the lock alone; its folder is made where it is missing, both for their owner only where `is_private`.

    UserError: `busy` where another holds it for too long, that of `fault_of` where it cannot be written.
    """
    modes = (0o700, 0o600) if is_private else (0o777, -1)
    held = FileLock(lock, timeout=_PATIENCE, mode=modes[1])
    try:
        lock.parent.mkdir(parents=True, exist_ok=True, mode=modes[0])
        held.acquire()
    except Timeout as error:
        raise UserError(busy) from error
    except OSError as error:
        raise fault_of(error) from error
    try:
        yield
    finally:
        held.release()
