"""Who may see names: the passphrase of data/permission.py, and a record of every invitation made.

A page asks for the passphrase; the command line relies on who may read the key. Names come from the encrypted registry only, and only
after the invitation is recorded in the file of plans.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data import editions
from data.permission import verify
from ingest.registry import read_registry
from planning.kept.saved import Saved
from planning.kept.store import record_invitation


@dataclass(frozen=True, slots=True)
class Request:
    """An invitation to be made with names: by whom, on which way ("halaman" or "perintah"), of what. `saved` None: a list not saved."""

    made_by: str
    way: str
    city_code: str
    question: str
    edition_id: str
    format: str
    saved: Saved | None = None


def names_for(request: Request, volunteer_ids: Iterable[str], passphrase: str | None = None) -> dict[str, str]:
    """volunteer_id -> name of those on the member list, after the invitation was recorded; who left the list has no entry.

    A request of a page needs the passphrase, one of the command line the rights on the key file.
    """
    if request.way != "perintah":
        verify(passphrase or "")
    names = _registry(request.edition_id)
    found = {volunteer_id: names[volunteer_id] for volunteer_id in volunteer_ids if volunteer_id in names}
    record_invitation(
        request.made_by, request.way, city_code=request.city_code, question=request.question, edition_id=request.edition_id,
        format=request.format, names_count=len(found), saved=request.saved,
    )
    return found


def _registry(edition_id: str) -> dict[str, str]:
    """The names of the edition of the plan, of the current one where that is gone: the ids are the same."""
    kept = edition_id if editions.names_of(edition_id).is_file() else editions.current()
    return read_registry(kept or edition_id)
