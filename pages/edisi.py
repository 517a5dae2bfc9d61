"""Edisi: which editions are kept, what changed between two, and the way back."""

from charts.words import day_long, number
from data.editions import existing
from ui.cards import headline
from ui.context import context
from ui.importing.kept import offer_return, readable, show_comparison, show_list, show_record

here = context()
kept = readable()
built_at = kept[here.edition_id].built_at.astimezone()
headline(f"Edisi yang dipakai dibuat {day_long(built_at)}; {number(len(existing()))} edisi disimpan.")
show_list(kept, here.edition_id)
show_comparison(kept, here.edition_id)
offer_return(kept, here.edition_id)
show_record()
