"""Sasaran rekrutmen: which kelurahan recruit how many to meet the norm, in which order when only so many can be recruited."""

from ui.context import context
from ui.planning.recruiting import show_recruiting

show_recruiting(context())
