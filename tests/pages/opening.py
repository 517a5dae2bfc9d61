"""A page of the app as somebody opens it through a link, and the words on it."""

from streamlit.testing.v1 import AppTest

from data.paths import ROOT


def opened(page: str, **query: str | list[str]) -> AppTest:
    """The page after the app has been opened with these values in the link."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app if page == "ringkasan.py" else app.switch_page(f"pages/{page}").run()


def words(app: AppTest) -> str:
    """The HTML that the page itself wrote."""
    return " ".join(block.proto.body for block in app.get("html"))
