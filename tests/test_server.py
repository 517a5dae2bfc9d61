"""What the server keeps is whole, however a browser leaves."""

import asyncio

import pytest

from server import Delivery

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


def _ask(delivery: Delivery) -> list[dict]:
    sent: list[dict] = []

    async def gone() -> dict:
        return {"type": "http.disconnect"}

    async def take(message: dict) -> None:
        sent.append(message)

    asyncio.run(delivery(SCOPE, gone, take))
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
