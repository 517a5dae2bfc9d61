"""Files that leave the office: made once for a view of an edition, kept in memory, and offered to everyone who asks for the same."""

import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from weakref import WeakValueDictionary

import streamlit as st

from reports.deck.writer import Progress, write_deck, write_decks
from reports.document.page import write_page
from reports.document.writer import write_document
from reports.figures.contents import Contents
from reports.story.writer import write_story
from reports.workbook.writer import write_tables_csv, write_workbook

_KEPT_BYTES = 150 << 20
Key = tuple[object, ...]
Write = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it is downloaded, when it was made and in how many seconds."""

    content: bytes
    made_at: datetime
    seconds: float


class Shelf:
    """The latest files made since the server started, 150 MB of them and at least the last one."""

    def __init__(self) -> None:
        self._made: OrderedDict[Key, Made] = OrderedDict()
        self._lock = threading.Lock()
        self._being_made: WeakValueDictionary[Key, threading.Lock] = WeakValueDictionary()

    def find(self, key: Key) -> Made | None:
        """The file of this key, None where nobody made it yet."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def make(self, key: Key, suffix: str, write: Write) -> Made:
        """Have it written and keep it; who asks for the same meanwhile waits for it. UserError of the writer passes; nothing is kept then."""
        with self._lock:
            turn = self._being_made.setdefault(key, threading.Lock())
        with turn:
            return self.find(key) or self._write(key, suffix, write)

    def _write(self, key: Key, suffix: str, write: Write) -> Made:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"laporan{suffix}"
            write(path)
            made = Made(path.read_bytes(), datetime.now(), time.perf_counter() - start)
        with self._lock:
            self._made[key] = made
            while len(self._made) > 1 and sum(len(kept.content) for kept in self._made.values()) > _KEPT_BYTES:
                self._made.popitem(last=False)
        return made


@st.cache_resource(max_entries=1)
def shelf() -> Shelf:
    """The one shelf of this server."""
    return Shelf()


def writer_of(kind: str, contents: Callable[[], Contents], template: bytes | None = None) -> Write:
    """How one file of a kind is written: musda, kecamatan, satu, pdf, satu-pdf, xlsx, csv or html."""
    return {
        "pdf": lambda path: write_document(contents(), path), "satu-pdf": lambda path: write_page(contents(), path), "xlsx": lambda path: write_workbook(contents(), path),
        "csv": lambda path: write_tables_csv(contents(), path), "html": lambda path: write_story(contents(), path),
    }.get(kind) or (lambda path: with_template(template, lambda chosen: write_deck(contents(), path, variant=kind, template=chosen)))


def decks_writer(each: Callable[[], object], count: int, template: bytes | None, progress: Progress) -> Write:
    """How the decks of all kecamatan are written into one zip."""
    return lambda path: with_template(template, lambda chosen: write_decks(each(), count, path, template=chosen, progress=progress))


def with_template(content: bytes | None, write: Callable[[Path | None], object]) -> None:
    """Write on the template that was uploaded, or on the one of the product."""
    if content is None:
        write(None)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "templat-unggahan.pptx"
        path.write_bytes(content)
        write(path)
