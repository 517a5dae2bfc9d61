"""The presentation mode on a page; how it behaves in the browser stands in static/presentation/."""

from ui.browser_part import browser_part

# Names on maps are placed by the script of the map.
_mount = browser_part(
    "pantau_paparan", "presentation/paparan.js", "Paparan tidak dapat dimuat. Muat ulang halaman ini.", "presentation", "map"
)


def present(slides: str, title: str, *, key: str) -> None:
    """The slides as small pictures with a button that starts them.

    `slides`: the HTML of ui.presentation.stage.slides_html, all of them at once, so that nothing is fetched while they are shown.
    """
    _mount(data={"html": slides, "title": title}, key=key)
