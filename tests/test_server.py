"""What the server keeps is whole, however a browser leaves."""

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette

from server import ROUTES, Delivery

SCOPE = {"type": "http", "method": "GET", "path": "/static/js/a.js", "query_string": b"", "headers": []}
WHOLE = b"export const t = 1;" * 200


def _server(parts: list[bytes]):
    """An application that sends a file in parts and stops where the list does."""
    async def app(scope: dict, receive, send) -> None:
        headers = [(b"content-type", b"text/javascript"), (b"content-length", str(len(WHOLE)).encode()), (b"cache-control", b"public, immutable")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": part is not parts[-1]})

    return app


def _ask(delivery: Delivery, path: str = SCOPE["path"]) -> list[dict]:
    sent: list[dict] = []

    async def gone() -> dict:
        return {"type": "http.disconnect"}

    async def take(message: dict) -> None:
        sent.append(message)

    asyncio.run(delivery({**SCOPE, "path": path}, gone, take))
    return sent


def test_a_whole_file_is_kept_although_its_browser_went_away() -> None:
    delivery = Delivery(_server([WHOLE[:100], WHOLE[100:]]))
    assert _ask(delivery)[-1]["body"] == WHOLE
    assert [answer.body for answer in delivery.kept.values()] == [WHOLE]


@pytest.mark.parametrize("parts", [[WHOLE[:100]], [b""]])
def test_half_a_file_is_never_kept(parts: list[bytes]) -> None:
    delivery = Delivery(_server(parts))
    _ask(delivery)
    assert not delivery.kept


def test_maps_come_from_the_folder_that_was_named_and_nothing_else_of_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_GEOMETRY", str(tmp_path))
    for name in ("32.73.tiles.json", "32.73.tiles.geojson", "catatan.json"):
        (tmp_path / name).write_text(f'"{name}"', encoding="utf-8")
    delivery = Delivery(Starlette(routes=ROUTES))

    def answer(name: str) -> tuple[int, bytes]:
        start, body = _ask(delivery, f"/app/static/geometry/{name}")
        return start["status"], body["body"]

    assert answer("32.73.tiles.json") == (200, b'"32.73.tiles.json"')
    assert {answer(name)[0] for name in ("32.73.tiles.geojson", "catatan.json", "36.71.tiles.json", "..%2Fa.tiles.json")} == {404}
