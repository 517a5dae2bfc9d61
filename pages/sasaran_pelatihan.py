"""Sasaran pelatihan: which volunteers get the seats of the next training, why they, and what another choice would bring."""

from ui.context import context
from ui.planning.desk import show_desk

show_desk(context(), "pelatihan")
