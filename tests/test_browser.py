"""The browser of the tests sees what a page does wrong: without that, every page would pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browser import Browser

pytestmark = pytest.mark.xdist_group("browser")


def _write(folder: Path, body: str) -> Path:
    path = folder / "page.html"
    path.write_text(
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title></head><body><main><h1>Proef</h1>{body}</main></body></html>',
        encoding="utf-8",
    )
    return path


def test_a_quiet_page_has_no_findings(browser: Browser, tmp_path: Path) -> None:
    """Nothing leaves, nothing fails, nobody is kept out, and nothing sticks out."""
    browser.open(_write(tmp_path, "<p>Tekst</p>"), width=360)

    assert ([], [], []) == (browser.find_requests(), browser.find_errors(), browser.find_barriers())
    assert 0 == browser.find_overflow()


def test_a_page_that_reaches_out_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A picture from elsewhere is a request, although no name of a host is found."""
    browser.open(_write(tmp_path, '<img alt="" src="https://example.org/pixel.png">'))

    assert ["https://example.org/pixel.png"] == browser.find_requests()


def test_an_error_on_the_console_is_seen_once(browser: Browser, tmp_path: Path) -> None:
    """Also one that a policy causes; the next page begins with none."""
    browser.open(_write(tmp_path, "<script>nothing.at.all</script>"))
    errors = browser.find_errors()
    browser.open(_write(tmp_path, "<p>Tekst</p>"))

    assert 1 == len(errors)
    assert "nothing is not defined" in errors[0]
    assert [] == browser.find_errors()


def test_a_barrier_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A picture that says nothing to who cannot see it, and grey words on white."""
    browser.open(_write(tmp_path, '<img src="data:,"><p style="color: #ccc">Grijs</p>'))
    barriers = " ".join(browser.find_barriers())

    assert "image-alt" in barriers
    assert "color-contrast" in barriers


def test_what_sticks_out_is_measured(browser: Browser, tmp_path: Path) -> None:
    """On a phone, a block of 600 pixels sticks out by 240 and its left margin."""
    browser.open(_write(tmp_path, '<div style="width: 600px">breed</div>'), width=360)

    assert 248 == browser.find_overflow()


def test_waiting_for_what_never_comes_ends(browser: Browser, tmp_path: Path) -> None:
    """The text says for what it waited."""
    browser.open(_write(tmp_path, ""))

    with pytest.raises(AssertionError, match=r"never true: window\.later"):
        browser.wait("window.later", 0.1)
