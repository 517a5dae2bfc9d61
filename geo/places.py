"""Which kelurahan a row means: code, then name, then alias, always inside its kecamatan.

Similarity only suggests (Maleber and Maleer are two places); what is not certain is refused with its candidates.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.reference import Alias, Unit

_UNIT_WORD = re.compile(r"^(kelurahan|desa|kel|ds|kecamatan|kec|kota administrasi|kota|kabupaten|kab)[.\s:]+", re.IGNORECASE)
_KECAMATAN_WORD = re.compile(r"^\s*(kecamatan|kec)[.\s:]", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_SUGGEST_FROM = 75  # similarity in percent from which a name is offered as a candidate
_SURE_FROM = 90  # and from which a text is the name of a place wherever it stands: Ratnasari is 89 percent Rancasari and a person
_NO_PLACE = re.compile(r"^\W*(bapak|bpk|pak|ibu|bu|sdri?|saudar[ai]|tn|tuan|ny|nyonya|nn|nona|hj?|alm|jl|jln|jalan|gg|gang)\b", re.IGNORECASE)
_MANY_DIGITS = re.compile(r"[0-9](?:[\s./-]?[0-9]){3,}")


@dataclass(frozen=True, slots=True)
class PlaceText:
    """What a row says about its place, as text; '' is not said. Codes may be Kemendagri (dotted or not) or BPS."""

    kecamatan: str = ""
    kelurahan: str = ""
    kelurahan_code: str = ""
    kecamatan_code: str = ""
    bps_code: str = ""
    bps_kecamatan_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The answer: a kelurahan, or only a kecamatan, or a refusal with its reason.

    `rule` is one of code, name, alias, city_name, kecamatan (found) and out_of_city, blank, unknown_kecamatan,
    unknown_kelurahan, ambiguous, contradiction (not found). `warning` tells what was odd about a found place: two things the row says
    disagree, or one of them means nothing (`is_unread`). `oddity` is the rule of the import for it.
    """

    rule: str
    kelurahan_code: str | None = None
    kecamatan_code: str | None = None
    message: str = ""
    warning: str = ""
    candidates: tuple[str, ...] = ()
    is_unread: bool = False

    @property
    def oddity(self) -> str:
        return ("place_unread" if self.is_unread else "place_odd") if self.warning else ""

    @property
    def city_code(self) -> str | None:
        return self.kecamatan_code[:5] if self.kecamatan_code else None


@lru_cache(maxsize=100_000)
def name_key(text: str) -> str:
    """Spelling without case, accents, spaces, punctuation and the leading word kelurahan, desa or kecamatan."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).strip()
    return _NOT_WORD.sub("", _UNIT_WORD.sub("", plain) or plain).casefold()


def code_digits(text: str) -> str:
    """The digits of a code; a trailing '.0' left by a spreadsheet is dropped."""
    return re.sub(r"\D", "", re.sub(r"[.,]0$", "", text.strip()))


def is_place_name(text: str, inside: Iterable[str], anywhere: Iterable[str]) -> bool:
    """Whether a text may be shown and kept: like a name (as key) of those inside its kecamatan, or almost one of the city. Any other may be a person."""
    near = ((inside, _SUGGEST_FROM), (anywhere, _SURE_FROM))
    is_like = any(process.extractOne(name_key(text), names, scorer=fuzz.ratio, score_cutoff=least) is not None for names, least in near)
    return is_like and len(text) <= 60 and not _MANY_DIGITS.search(text) and not _NO_PLACE.search(text)


@dataclass
class Gazetteer:
    """The places of one or more cities with their aliases, ready to match. All look-ups are exact after `name_key`."""

    units: tuple[Unit, ...]
    aliases: tuple[Alias, ...] = ()
    _by_code: dict[str, Unit] = field(init=False)
    _by_bps: dict[str, Unit] = field(init=False)
    _names: dict[tuple[str, str], set[str]] = field(init=False)
    _alias_names: dict[tuple[str, str], set[str]] = field(init=False)
    _kecamatan: dict[str, set[str]] = field(init=False)
    _kecamatan_names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._by_code = {code_digits(unit.kelurahan_code): unit for unit in self.units}
        self._by_bps = {unit.bps_code: unit for unit in self.units if unit.bps_code}
        self._names, self._alias_names, self._kecamatan, self._kecamatan_names = {}, {}, {}, {}
        for unit in self.units:
            self._kecamatan.setdefault(name_key(unit.kecamatan_name), set()).add(unit.kecamatan_code)
            self._kecamatan_names[unit.kecamatan_code] = unit.kecamatan_name
            self._names.setdefault((unit.kecamatan_code, name_key(unit.kelurahan_name)), set()).add(unit.kelurahan_code)
        for alias in self.aliases:
            unit = self._by_code.get(code_digits(alias.kelurahan_code))
            if unit is None:
                continue
            kecamatan_codes = self._kecamatan.get(name_key(alias.kecamatan_name), set()) or {unit.kecamatan_code}
            for kecamatan_code in kecamatan_codes:
                self._alias_names.setdefault((kecamatan_code, name_key(alias.alias)), set()).add(unit.kelurahan_code)
            if alias.kecamatan_name and not self._kecamatan.get(name_key(alias.kecamatan_name)):
                self._alias_names.setdefault((name_key(alias.kecamatan_name), name_key(alias.alias)), set()).add(unit.kelurahan_code)

    def unit(self, kelurahan_code: str) -> Unit:
        """The unit of a dotted code; KeyError when it is not here."""
        return self._by_code[code_digits(kelurahan_code)]

    def match(self, text: PlaceText) -> PlaceMatch:
        """The place a row means. Never a guess: an uncertain row comes back with rule, message and candidates."""
        found = self._match(text)
        if not found.kelurahan_code or found.warning:
            return found
        if unread := self._unread(text, found):
            return replace(found, warning=f"{unread} tidak dikenal; dipakai keterangan lain di baris yang sama", is_unread=True)
        if self._has_two_kecamatan(text):
            return replace(found, warning="kode kecamatan tidak cocok dengan nama kecamatan di baris yang sama; dipakai namanya")
        return found

    def _match(self, text: PlaceText) -> PlaceMatch:
        kecamatan_codes = self._kecamatan_codes(text)
        by_code = self._unit_by_code(text.kelurahan_code)
        # Without dots the digits of a Kemendagri code can be the BPS code of another kelurahan.
        undotted = text.kelurahan_code if text.kelurahan_code.count(".") < 2 else ""
        by_bps = self._by_bps.get(code_digits(text.bps_code)) or self._by_bps.get(code_digits(undotted))
        coded = {unit.kelurahan_code: unit for unit in (by_code, by_bps) if unit}
        agreeing = {code: unit for code, unit in coded.items() if not kecamatan_codes or unit.kecamatan_code in kecamatan_codes}
        if len(agreeing) == 1:
            return self._by_trusted_code(text, next(iter(agreeing.values())), frozenset(coded.keys() - agreeing.keys()))
        if len(agreeing) > 1:
            return self._refuse(
                "contradiction", "dua kode menunjuk dua kelurahan: " + " dan ".join(self._label(unit) for unit in agreeing.values()),
                tuple(agreeing),
            )
        return self._by_name(text, kecamatan_codes, wrong_code=bool(coded))

    def knows(self, text: PlaceText) -> bool:
        """Whether the kelurahan the row names, by code or by name inside its kecamatan, is one of these; quicker than `match`."""
        if self._unit_by_code(text.kelurahan_code) or code_digits(text.bps_code) in self._by_bps:
            return True
        kecamatan_codes = self._kecamatan_codes(text)
        if not text.kelurahan.strip():
            return bool(kecamatan_codes)
        return bool(self._named(kecamatan_codes or (set() if text.kecamatan.strip() else set(self._kecamatan_names)), text.kelurahan))

    def _unit_by_code(self, code: str) -> Unit | None:
        return self._by_code.get(code_digits(code))

    def _kecamatan_codes(self, text: PlaceText) -> set[str]:
        digits = code_digits(text.kecamatan_code)
        by_code = {code for code in self._kecamatan_names if digits and code_digits(code) == digits}
        by_name = self._kecamatan.get(name_key(text.kecamatan), set())
        if by_code and by_name:
            return by_code & by_name or by_name
        bps = code_digits(text.bps_kecamatan_code)
        by_bps = {unit.kecamatan_code for code, unit in self._by_bps.items() if len(bps) == 7 and code.startswith(bps)}
        return by_code or by_name or by_bps

    def _unread(self, text: PlaceText, found: PlaceMatch) -> str:
        """What the row says of its place and means nothing here; '' when all of it is known."""
        code, bps = code_digits(text.kelurahan_code), code_digits(text.bps_code)
        if code and code not in self._by_code and code not in self._by_bps:
            return "kode kelurahan"
        if bps and bps not in self._by_bps:
            return "kode BPS"
        if name_key(text.kecamatan) and name_key(text.kecamatan) not in self._kecamatan and found.rule != "alias":
            return "nama kecamatan"
        is_named = found.rule != "code" or not name_key(text.kelurahan) or self._named({found.kecamatan_code}, text.kelurahan)
        return "" if is_named else "nama kelurahan"

    def _has_two_kecamatan(self, text: PlaceText) -> bool:
        named = self._kecamatan.get(name_key(text.kecamatan), set())
        digits = code_digits(text.kecamatan_code)
        return bool(named and digits) and any(code_digits(code) == digits for code in self._kecamatan_names.keys() - named)

    def _by_trusted_code(self, text: PlaceText, unit: Unit, disagreeing: frozenset[str]) -> PlaceMatch:
        named = self._named({unit.kecamatan_code}, text.kelurahan)
        if named and unit.kelurahan_code not in named:
            other = self._by_code[code_digits(min(named))]
            return self._refuse(
                "contradiction", f"kode menunjuk {self._label(unit)}, nama menunjuk {self._label(other)}", (unit.kelurahan_code, *sorted(named))
            )
        # A name that goes with the code of the other kecamatan is wrong together with it.
        if not named and (elsewhere := self._anywhere(text.kelurahan)) and not elsewhere & disagreeing:
            other = " dan ".join(self._label(self._by_code[code_digits(code)]) for code in sorted(elsewhere))
            return self._refuse(
                "contradiction", f"kode menunjuk {self._label(unit)}, nama menunjuk {other}", (unit.kelurahan_code, *sorted(elsewhere))
            )
        warning = f"kode lain di baris yang sama menunjuk kecamatan lain; dipakai {self._label(unit)}" if disagreeing else ""
        return PlaceMatch("code", unit.kelurahan_code, unit.kecamatan_code, warning=warning)

    def _by_name(self, text: PlaceText, kecamatan_codes: set[str], *, wrong_code: bool) -> PlaceMatch:
        if not text.kelurahan.strip():
            if len(kecamatan_codes) == 1:
                return PlaceMatch("kecamatan", None, next(iter(kecamatan_codes)))
            if not text.kecamatan.strip():
                if code_digits(text.kelurahan_code) or code_digits(text.bps_code):
                    return self._refuse("unknown_kelurahan", "hanya kode yang tertulis, dan kode itu tidak dikenal", ())
                return self._refuse("blank", "kelurahan dan kecamatan kosong", ())
            return self._refuse("unknown_kecamatan", f"{self._kecamatan_said(text)} tidak dikenal", ())
        if text.kecamatan.strip() and not kecamatan_codes:
            found = self._alias_names.get((name_key(text.kecamatan), name_key(text.kelurahan)), set())
            if len(found) == 1:
                return self._found("alias", found)
            return self._refuse("unknown_kecamatan", f"{self._kecamatan_said(text)} tidak dikenal", self._similar(text, set()))
        if kecamatan_codes:
            return self._inside(text, kecamatan_codes, wrong_code=wrong_code)
        if len(stated := self._stated_kecamatan(text.kelurahan)) == 1:
            return PlaceMatch("kecamatan", None, next(iter(stated)))
        found = self._anywhere(text.kelurahan)
        namesake = self._kecamatan.get(name_key(text.kelurahan), set()) - {code[:8] for code in found}
        if len(found) == 1 and not namesake:
            return self._found("city_name", found)
        if found:
            message = f"'{text.kelurahan.strip()}' dapat berarti beberapa tempat dan kecamatannya kosong"
            return self._refuse("ambiguous", message, tuple(sorted(found)))
        near = self._similar(text, set())
        return self._refuse("unknown_kelurahan", f"{self._kelurahan_said(text, set())} tidak dikenal", near)

    def _inside(self, text: PlaceText, kecamatan_codes: set[str], *, wrong_code: bool) -> PlaceMatch:
        for rule, names in (("name", self._names), ("alias", self._alias_names)):
            found = set().union(*(names.get((code, name_key(text.kelurahan)), set()) for code in kecamatan_codes))
            if len(found) == 1:
                warning = "kode tidak cocok dengan kecamatan di baris yang sama; dipakai nama dan kecamatannya" if wrong_code else ""
                return self._found(rule, found, warning)
            if found:
                return self._refuse("ambiguous", f"'{text.kelurahan.strip()}' menunjuk lebih dari satu kelurahan", tuple(sorted(found)))
        where = " atau ".join(sorted(self._kecamatan_names[code] for code in kecamatan_codes))
        elsewhere = self._anywhere(text.kelurahan)
        if elsewhere:
            other = " dan ".join(self._label(self._by_code[code_digits(code)]) for code in sorted(elsewhere))
            message = f"'{text.kelurahan.strip()}' tidak ada di kec. {where}; nama itu ada di {other}"
            return self._refuse("contradiction", message, tuple(sorted(elsewhere)))
        near = self._similar(text, kecamatan_codes)
        return self._refuse("unknown_kelurahan", f"{self._kelurahan_said(text, kecamatan_codes)} tidak dikenal di kec. {where}", near)

    def _stated_kecamatan(self, name: str) -> set[str]:
        """The kecamatan that a text in the column of the kelurahan calls one, as the rows of a kecamatan's total do."""
        return self._kecamatan.get(name_key(name), set()) if _KECAMATAN_WORD.match(name) else set()

    def _anywhere(self, name: str) -> set[str]:
        key = name_key(name)
        return set().union(*(codes for names in (self._names, self._alias_names) for (_, spelt), codes in names.items() if spelt == key))

    def _named(self, kecamatan_codes: set[str], name: str) -> set[str]:
        key = name_key(name)
        found = set().union(*(self._names.get((code, key), set()) for code in kecamatan_codes)) if key else set()
        return found or set().union(*(self._alias_names.get((code, key), set()) for code in kecamatan_codes)) if key else set()

    def _found(self, rule: str, codes: set[str], warning: str = "") -> PlaceMatch:
        unit = self._by_code[code_digits(next(iter(codes)))]
        return PlaceMatch(rule, unit.kelurahan_code, unit.kecamatan_code, warning=warning)

    def _similar(self, text: PlaceText, kecamatan_codes: set[str]) -> tuple[str, ...]:
        pool = {u.kelurahan_code: name_key(u.kelurahan_name) for u in self.units if not kecamatan_codes or u.kecamatan_code in kecamatan_codes}
        near = process.extract(name_key(text.kelurahan), pool, scorer=fuzz.ratio, score_cutoff=_SUGGEST_FROM, limit=3)
        return tuple(code for _, _, code in near)

    def _kecamatan_said(self, text: PlaceText) -> str:
        is_place = is_place_name(text.kecamatan, (), self._kecamatan.keys())
        return f"kecamatan '{text.kecamatan.strip()}'" if is_place else "kecamatan yang tertulis"

    def _kelurahan_said(self, text: PlaceText, kecamatan_codes: set[str]) -> str:
        """The name as written where it is one of a place; anything else may be a person's name or number in the wrong column."""
        inside = [name for code, name in self._names if code in kecamatan_codes]
        is_place = is_place_name(text.kelurahan, inside, [name for _, name in self._names])
        return f"'{text.kelurahan.strip()}'" if is_place else "nama yang tertulis di kolom kelurahan"

    def _refuse(self, rule: str, message: str, candidates: tuple[str, ...]) -> PlaceMatch:
        if rule in ("unknown_kelurahan", "unknown_kecamatan") and candidates:
            names = [self._label(self._by_code[code_digits(code)]) for code in candidates]
            message += f". Mungkin {' atau '.join(names)}?"
        return PlaceMatch(rule, message=message, candidates=candidates)

    @staticmethod
    def _label(unit: Unit) -> str:
        return f"{unit.kelurahan_name} (kec. {unit.kecamatan_name})"
