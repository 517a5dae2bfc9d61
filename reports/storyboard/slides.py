"""The storyboard that deck and presentation mode share: one message a slide, one picture, one number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from charts.words import month_long, uncapital
from reports.figures.contents import Contents, Fact, Map, Series, Table
from reports.storyboard import decisions as sentences_decisions
from reports.storyboard import need as sentences_need
from reports.storyboard import sentences
from reports.storyboard import work as sentences_work
from reports.storyboard.notes import known_in, origins
from reports.storyboard.proof import proof
from reports.storyboard.sentences import COUNT_WORDS, Said

VARIANTS = ("musda", "kecamatan", "satu")
_WHERE, _GAPS, _WORK, _NEED, _TRAINING, _DECISIONS = (
    "Di mana kita",
    "Kekurangan per kecamatan",
    "Yang dikerjakan tahun ini",
    "Gambaran PPKS",
    "Pelatihan dan sasaran",
    "Keputusan yang diminta",
)
_MISSING = "Yang belum diketahui"
PAGE_METRICS = ("norm_met", "active_members", "shortage", "activities", "kelurahan_reached", "ppks_count", "trained_members")  # of the one page
_FEW = 12  # activities planned and carried out together
_ACTIVITY_COLUMNS = ("kind", "planned", "done", "participants", "budget", "spent")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `headline` has at most 14 words; `picture` is None on title and decision slides, which have `points` instead; the page of
    the variant satu has both. A slide whose data are missing has neither, its headline says so. `known` says in
    how many kelurahan there are data at all, '' where in each; `proof` what the headline rests on beside the number; one that `stands_alone` is told
    by its sentence where it has no picture.

    The notes of the speaker: `told`, the whole message; `ask`, what would bring data that are missing, for the speaker alone; `origins`, formula,
    source and date of what is said, which a reader may see too.

    On paper `sentence` stands for the headline, whole where the hall reads it cut; `rest` is said beyond it, and of the proof `added`."""

    key: str
    chapter: str
    headline: str
    fact: Fact | None
    picture: Map | Series | Table | None
    points: tuple[str, ...]
    told: str
    origins: tuple[str, ...]
    sentence: str
    rest: str = ""
    known: str = ""
    proof: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    stands_alone: bool = False
    ask: str = ""

    @property
    def notes(self) -> str:
        """What the speaker has beside the slide, a line each."""
        return "\n".join(filter(None, (self.told, self.ask, *self.origins)))


def slides(contents: Contents, variant: str = "musda") -> list[Slide]:
    """The slides of a variant: musda (12 to 15 of a city with all its data), kecamatan (the same for a rakor), satu (one page).

    Slides without data are left out; of a chapter without any the first stays and says what is missing.
    """
    if variant not in VARIANTS:
        raise ValueError(f"variant {variant!r}: one of {', '.join(VARIANTS)} was expected")
    if variant == "satu":
        return [_one_page(contents)]
    return [_title(contents), *_story(contents), _asked(contents)]


def chapters(told: list[Slide]) -> list[tuple[str, list[Slide]]]:
    """The slides under their chapters, in the order in which they are told; a title stands in none."""
    groups: dict[str, list[Slide]] = {}
    for slide in told:
        if slide.chapter:
            groups.setdefault(slide.chapter, []).append(slide)
    return list(groups.items())


def _story(contents: Contents) -> list[Slide]:
    maps, series = contents.maps, contents.series
    members_map = maps.get("members") or maps.get("shortage")
    chapters: list[list[Slide | None]] = [
        [
            _slide(contents, "coverage", _WHERE, sentences.coverage, "units_met", members_map, "norm_met"),
            _slide(
                contents,
                "members",
                _WHERE,
                sentences.members,
                "active_members",
                series.get("members_months") or contents.tables.get("member_kinds"),  # one month is no line
                "active_members",
                *(["ppks_per_member"] if "PPKS" in sentences.members(contents).full else []),
            ),
        ],
        _lacking(contents, members_map),
        _worked(contents),
        [
            _slide(contents, "need", _NEED, sentences_need.need, "ppks", maps.get("ppks"), "ppks_count"),
            _slide(
                contents,
                "need_rate",
                _NEED,
                sentences_need.need_rate,
                "ppks_rate",
                maps.get("ppks_rate"),
                contents.facts["ppks_rate"].source,
            ),
            _slide(contents, "kinds", _NEED, sentences_need.kinds, "largest_kind_1", series.get("ppks_kinds"), "ppks_kind_recaps", "ppks_count"),
        ],
        _trained(contents),
    ]
    told = [slide for chapter in chapters for slide in _told([slide for slide in chapter if slide is not None])]
    return _together(contents, told)


def _together(contents: Contents, told: list[Slide]) -> list[Slide]:
    """The slides; where several have nothing to show, one says it for all of them instead of as many nearly empty ones, and a single gap beside other
    numbers of its chapter stands with the first of these."""
    empty = [slide for slide in told if slide.picture is None]
    if len(empty) < 2:
        return _beside(told, empty[0]) if empty and empty[0].stands_alone else told
    headline = f"{COUNT_WORDS[len(empty) - 1]} bagian belum dapat ditampilkan untuk {contents.place_name}."
    points = tuple(slide.headline for slide in empty)
    rest = " ".join(f"{slide.sentence} {slide.rest}".strip() for slide in empty)
    ask = " ".join(dict.fromkeys(slide.ask for slide in empty if slide.ask))
    one = Slide("missing", _MISSING, headline, None, None, points, *_told_of(contents, f"{headline} {rest}"), headline, rest, ask=ask)
    return [*(slide for slide in told if slide.picture is not None), one]


def _beside(told: list[Slide], gap: Slide) -> list[Slide]:
    """The slides without that of a gap, whose sentence is the last of what the first of its chapter says beside its number."""
    first = next((slide for slide in told if slide.chapter == gap.chapter and slide is not gap), None)
    if first is None:
        return told
    with_gap = replace(
        first, proof=(*first.proof, gap.headline), added=(*first.added, *filter(None, (gap.sentence, gap.rest))),
        told=" ".join(filter(None, (first.told, gap.sentence, gap.rest))), ask=" ".join(filter(None, (first.ask, gap.ask))),
    )
    return [with_gap if slide is first else slide for slide in told if slide is not gap]


def _lacking(contents: Contents, members_map: Map | None) -> list[Slide | None]:
    """The gaps; a kecamatan, whose few kelurahan the first map shows already, has bars and the table of all of them instead of map and ranking."""
    maps, series, tables, facts = contents.maps, contents.series, contents.tables, contents.facts
    parts, bars = facts.get("parts_short"), series.get("shortage_places")
    few = 1 if contents.kecamatan_code is None else 2  # one bar says no more than its number, two no more than the table of a kecamatan
    bars = bars if parts is not None and parts.value > few else None
    highest = "shortage_highest" if "shortage_highest" in facts else "shortage"
    if contents.kecamatan_code is not None:
        chapter = f"Kekurangan per {contents.unit_word}"
        return [
            _slide(contents, "shortage", chapter, sentences.shortage, "shortage", bars, "shortage"),
            _slide(contents, "largest_shortages", chapter, sentences.largest_shortages, highest, tables.get("units"), "shortage"),
        ]
    lack = maps.get("shortage") if members_map is not maps.get("shortage") else series.get("shortage_months")
    return [
        _slide(contents, "shortage", _GAPS, sentences.shortage, "shortage", lack, "shortage"),
        _slide(contents, "shortage_places", _GAPS, sentences.shortage_places, "shortage_most", bars, "shortage"),
        _slide(contents, "largest_shortages", _GAPS, sentences.largest_shortages, highest, tables.get("largest_shortages"), "shortage"),
    ]


def _worked(contents: Contents) -> list[Slide | None]:
    """What was done; where it was little in a kecamatan, the table by kind says it better than twelve months that are nearly all empty."""
    say, series = sentences_work, contents.series
    by_kind = _narrow(contents.tables.get("activities"), _ACTIVITY_COLUMNS)
    missed = "not_reached" if contents.facts["not_reached"].value else "reached"
    # A list of activities that ends too early tells of all but the reach, which is then told by a sentence.
    reach = replace(_slide(contents, "reach", _WORK, say.reach, missed, contents.maps.get("reach"), "kelurahan_reached"), stands_alone=True)
    if contents.kecamatan_code and by_kind is not None and sum((contents.facts[key].value or 0) for key in ("planned", "done")) <= _FEW:
        return [_slide(contents, "activities", _WORK, _both(say.activities, say.participants), "planned_done", by_kind, "activities", "participants"), reach]
    return [
        _slide(contents, "activities", _WORK, say.activities, "planned_done", series.get("activity_months"), "activities"),
        _slide(contents, "participants", _WORK, say.participants, "participants", by_kind, "activities", "participants"),
        reach,
    ]


def _trained(contents: Contents) -> list[Slide | None]:
    """Training, then the locked plan or those never trained; the table of a kecamatan holds the latter already."""
    say, shown = sentences_work, contents.maps.get("trained")
    if contents.kecamatan_code is not None and shown is not None:
        return [_slide(contents, "trained", _TRAINING, _both(say.trained, say.never_trained), "trained_members", shown, "trained_members", "never_trained")]
    never = contents.series.get("never_trained_places") or contents.tables.get("never_trained")
    return [
        _slide(contents, "trained", _TRAINING, say.trained, "trained_members", shown, "trained_members"),
        _plan_slide(contents)
        or _slide(contents, "never_trained", _TRAINING, say.never_trained, "never_trained", never, "never_trained", "active_members"),
    ]


def _both(first: Callable[[Contents], Said], second: Callable[[Contents], Said]) -> Callable[[Contents], Said]:
    """The headline of the first message with the whole sentences of both."""

    def say(contents: Contents) -> Said:
        one, other = first(contents), second(contents)
        asks = dict.fromkeys(filter(None, (one.ask, other.ask)))
        return Said(one.short, one.whole, one.rest if other == one else f"{one.rest} {other.full}".strip(), " ".join(asks))

    return say


def _told(chapter: list[Slide]) -> list[Slide]:
    """The slides with a picture and those that stand alone; where a chapter has no picture its first, which says why."""
    if all(slide.picture is None for slide in chapter):
        return chapter[:1]
    return [slide for slide in chapter if slide.picture is not None or slide.stands_alone]


def _slide(
    contents: Contents,
    key: str,
    chapter: str,
    say: Callable[[Contents], Said],
    fact: str | None,
    picture: Map | Series | Table | None,
    *metrics: str,
) -> Slide:
    said = say(contents)
    number = contents.facts.get(fact) if fact and picture is not None else None
    number = None if number is not None and number.state == "missing" else number
    lines = proof(contents, key) if picture is not None else ()
    return Slide(
        key, chapter, said.short, number, picture, (), *_told_of(contents, said.full, metrics, picture), said.whole, said.rest, known_in(contents, metrics),
        tuple(line.text for line in lines), tuple(line.sentence for line in lines if line.is_new), ask=said.ask,
    )


def _told_of(
    contents: Contents, told: str, metrics: tuple[str, ...] = (), picture: Map | Series | Table | None = None,
) -> tuple[str, tuple[str, ...]]:
    """What is told with where it comes from, as a slide takes them."""
    return told, origins(contents, told, metrics, picture)


def _narrow(table: Table | None, keys: tuple[str, ...]) -> Table | None:
    """The table with the columns that a hall can read, under a key of its own."""
    if table is None:
        return None
    kept = [index for index, column in enumerate(table.columns) if column.key in keys]
    rows = tuple(tuple(row[index] for index in kept) for row in table.rows)
    total = None if table.total is None else tuple(table.total[index] for index in kept)
    return replace(
        table,
        key=f"{table.key}_short",
        title=f"Ringkasan: {uncapital(table.title)}",
        columns=tuple(table.columns[index] for index in kept),
        rows=rows,
        total=total,
    )


def _plan_slide(contents: Contents) -> Slide | None:
    """Seats of the locked plan by kecamatan, the twelve largest."""
    said, plan = sentences_work.plan(contents), contents.plan
    if said is None or plan is None or contents.kecamatan_code is not None:
        return None
    most = plan.by_kecamatan[:12]
    bars = Series(
        "plan_seats",
        "Kursi pelatihan menurut kecamatan",
        "orang",
        tuple(name for name, _ in most),
        (("Kursi", tuple(float(count) for _, count in most)),),
        "bar",
        total=len(plan.by_kecamatan),
    )
    told = _told_of(contents, said.full, ("plan_seats",), bars)
    return Slide("plan", _TRAINING, said.short, contents.facts["plan_seats"], bars, (), *told, said.whole, said.rest)


def _title(contents: Contents) -> Slide:
    meeting = contents.occasion.lines if contents.occasion else ()
    points = (*meeting, contents.norm_line, f"Keadaan {month_long(contents.period)}; {contents.newest}")
    points += () if meeting else (f"Edisi data {contents.edition_id}",)  # which stands in the foot as well
    points += ("DATA SIMULASI: orang dan angkanya rekaan",) if contents.is_simulated else ()
    headline, told = f"Relawan dan PPKS {contents.full_name}, {month_long(contents.period)}", sentences.coverage(contents).full
    return Slide("title", "", headline, None, None, points, *_told_of(contents, told, ("norm_met", "shortage")), headline, told)


def _asked(contents: Contents) -> Slide:
    found = sentences_decisions.decisions(contents)
    headline, points = sentences_decisions.headline(contents), tuple(decision.full for decision in found)
    told = _told_of(contents, " ".join(points) or headline, sentences_decisions.metrics(contents))
    return Slide("decisions", _DECISIONS, headline, None, None, points, *told, headline)


def summary(contents: Contents) -> list[Said]:
    """One message of each chapter, for a page that has room for no more."""
    wanted = (
        sentences.members, sentences.shortage_places, sentences_work.activities, sentences_work.reach, sentences_need.need, sentences_work.trained,
    )
    return [say(contents) for say in wanted]


def _one_page(contents: Contents) -> Slide:
    """The page for the head of the agency: the answer, the map, one sentence of each chapter, what to decide."""
    said, told = sentences.coverage(contents), summary(contents)
    points = [
        *dict.fromkeys(one.short for one in told),
        *(f"Diminta: {uncapital(decision.full)}" for decision in sentences_decisions.decisions(contents)),
    ]
    picture = contents.maps.get("members") or contents.maps.get("shortage") or contents.series.get("shortage_places")
    rest = " ".join(dict.fromkeys([said.rest, *(one.full for one in told if one.full != said.full)])).strip()
    load = ["ppks_per_member"] if "PPKS" in told[0].full else []
    asked = sentences_decisions.metrics(contents)
    metrics = (*PAGE_METRICS, *load, *asked)
    return Slide(
        "satu", "", said.short, contents.facts["units_met"] if picture is not None else None, picture, tuple(points),
        *_told_of(contents, f"{said.whole} {rest}", metrics, picture), said.whole, rest, known_in(contents, metrics),
    )
