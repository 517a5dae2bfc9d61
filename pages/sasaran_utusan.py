"""Utusan: whom each kecamatan or kelurahan sends to a musda or rakor, by quota, presence, service and rotation."""

from ui.context import context
from ui.planning.desk import show_desk

show_desk(context(), "utusan")
