"""The server around app.py: compressed files that are kept, safe headers, and pages that are warm before the first visitor.

`python server.py [PORT]`, or `streamlit run server.py` with the options of Streamlit. Streamlit sends its own scripts
uncompressed because packing them for each request costs more than it saves; here each file is packed once and kept in memory.
"""

import asyncio
import gzip
import hashlib
import logging
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager

from data import paths

# Streamlit would take the folder pages/ for its old page mode until app.py has run once, and a link opened before would fail.
PagesManager.uses_pages_directory = False
logging.getLogger("uvicorn.error").setLevel(logging.WARNING)

PAGES = Path(__file__).parent / "pages"
PACKABLE = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg+xml", "application/wasm")
CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since")  # answered here
SMALLEST = 1_000  # bytes; packing less does not pay
KEPT = 600  # files in memory: a first view asks for about 100, all of Streamlit's for 500
DRAWING = re.compile(r"[0-9.]+[.](boundaries|schematic|tiles)[.]json")
FOR_EVER = "public, max-age=31536000, immutable"
# The browser itself refuses whatever is not from this server. Streamlit and Vega need inline and generated script.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
SAFE = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
NO_SCRIPT = "Halaman ini memerlukan JavaScript. Aktifkan di peramban Anda, lalu muat ulang."
INDONESIAN = (
    (r'<html lang="en">', '<html lang="id">'),
    (r"<title>.*?</title>", "<title>Pantau Kesos</title>"),
    (r'href="\./favicon\.png"', 'href="./app/static/ikon.png"'),
    (r'<link rel="service-desc".*?>', ""),
    (r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{NO_SCRIPT}</p></noscript>"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response; `packed` is its gzip, None where that does not pay."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes
    packed: bytes | None = None


class Delivery:
    """Packs, keeps and labels what the browser asks for; everything else passes with the safe headers added."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, bytes], Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and not _passes(scope["path"]) and "range" not in Headers(scope=scope):
            answer = await self._answer(scope)
            if answer is None:
                await self.app(scope, receive, _labelled(send))
            else:
                await _deliver(answer, Headers(scope=scope), send)
        else:
            await self.app(scope, receive, _labelled(send))

    async def _answer(self, scope: Scope) -> Answer | None:
        key = (scope["path"], scope["query_string"])
        if key in self.kept:
            return self.kept[key]
        answer = await _collect(self.app, scope)
        if answer is not None and answer.status == 200:
            answer = await asyncio.to_thread(_prepared, answer, _is_versioned(scope))
            if b"immutable" in answer.headers.get(b"cache-control", b"") and len(self.kept) < KEPT:
                self.kept[key] = answer
        return answer


def _passes(path: str) -> bool:
    return path.startswith(("/_stcore/", "/media/", "/component/"))


def _is_versioned(scope: Scope) -> bool:
    return scope["path"].startswith("/app/static/") and b"v" in parse_qs(scope["query_string"])


async def _collect(app: ASGIApp, scope: Scope) -> Answer | None:
    """The whole response of the application, unpacked; None when there was no whole one.

    The application never learns that a browser went away: half a file, kept for ever, would break the pages of all later visitors.
    """
    start: Message = {}
    parts: list[bytes] = []
    is_whole = False

    async def take(message: Message) -> None:
        nonlocal is_whole
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))
            is_whole = not message.get("more_body", False)

    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return asked.pop() if asked else await asyncio.Future()

    plain = [(name, value) for name, value in scope["headers"] if name not in CONDITIONAL]
    await app({**scope, "headers": plain}, receive, take)
    body = b"".join(parts)
    headers = {name.lower(): value for name, value in start.get("headers", ())}
    if not is_whole or int(headers.get(b"content-length", len(body))) != len(body):
        return None
    return Answer(start["status"], headers, body)


def _prepared(answer: Answer, is_versioned: bool) -> Answer:
    """Packed and labelled; the shell of the pages in Indonesian."""
    headers = {**answer.headers, **({b"cache-control": FOR_EVER.encode()} if is_versioned else {})}
    kind = headers.get(b"content-type", b"").decode()
    body = _indonesian(answer.body) if kind.startswith("text/html") else answer.body
    headers[b"etag"] = b'"' + hashlib.sha256(body).hexdigest()[:16].encode() + b'"'
    packed = gzip.compress(body, 6, mtime=0) if kind.startswith(PACKABLE) and len(body) >= SMALLEST else None
    return Answer(answer.status, headers, body, packed)


@lru_cache(maxsize=4)
def _indonesian(shell: bytes) -> bytes:
    text = shell.decode()
    for found, instead in INDONESIAN:
        text = re.sub(found, instead, text)
    return text.encode()


async def _deliver(answer: Answer, asked: Headers, send: Send) -> None:
    status, headers, body = answer.status, dict(answer.headers), answer.body
    if answer.packed is not None:
        headers[b"vary"] = b"Accept-Encoding"
        if "gzip" in asked.get("accept-encoding", ""):
            headers[b"content-encoding"], body = b"gzip", answer.packed
    known = [tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")]
    if status == 200 and headers[b"etag"].decode() in known:
        status, body = 304, b""
    headers[b"content-length"] = str(len(body)).encode()
    await _labelled(send)({"type": "http.response.start", "status": status, "headers": list(headers.items())})
    await send({"type": "http.response.body", "body": body})


def _labelled(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() not in SAFE]
            message = {**message, "headers": [*kept, *SAFE.items()]}
        await send(message)

    return sending


async def send_drawing(request: Request) -> Response:
    """A drawing of a city from the folder of drawings, wherever that lies; of this folder the browser gets nothing else."""
    name = request.path_params["name"]
    path = paths.geometry() / name
    if not DRAWING.fullmatch(name) or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, media_type="application/json")


class Visitor:
    """A session without a browser: it asks for a page and waits until the page was drawn."""

    client_context = None

    def __init__(self) -> None:
        self.done = asyncio.Event()

    def write_forward_msg(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "script_finished":
            self.done.set()

    async def visit(self, page: str) -> None:
        runtime = get_instance()
        session = runtime.connect_session(self, {})
        request = BackMsg()
        request.rerun_script.page_name = page
        runtime.handle_backmsg(session, request)
        try:
            await self.done.wait()
        finally:
            runtime.close_session(session)


async def warm_up() -> None:
    """Open every page once, the first page first: imports, connection and the first questions are then paid."""
    for page in ("", *sorted(_pages())):
        await Visitor().visit(page)


def _pages() -> Iterator[str]:
    return (path.stem for path in PAGES.glob("*.py"))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Say the address, then warm up behind the open door."""
    address, port = config.get_option("server.address"), config.get_option("server.port")
    print(f"Pantau Kesos terbuka di http://{address}:{port} (berhenti: Ctrl-C)", flush=True)
    warming = asyncio.create_task(warm_up())
    try:
        yield
    finally:
        warming.cancel()


ROUTES = [Route("/app/static/geometry/{name}", send_drawing)]
app = st.App(Path(__file__).parent / "app.py", lifespan=lifespan, routes=ROUTES, middleware=[Middleware(Delivery)])

if __name__ == "__main__":
    try:
        app.run(config={"logger.hideWelcomeMessage": True, **({"server.port": int(sys.argv[1])} if sys.argv[1:] else {})})
    except KeyboardInterrupt:
        sys.exit(0)
