"""The quick part of the fuzzing: seeded mutations, and whatever Hypothesis thinks of."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutate import MUTATIONS, TOKENS, load_pages, mutate
from tests.fuzz.promises import broken_page_promise, broken_text_promise

ROUNDS = 60
QUICK = settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

markup = st.lists(st.sampled_from([token.decode("latin-1") for token in TOKENS]) | st.text(max_size=30), max_size=60)
farm_lines = st.lists(
    st.sampled_from(
        (
            "Detail Author:",
            "Socials",
            "instagram:",
            "  • Name : Ann Lee",
            "  • Email : a.lee@b.com",
            "Table of Contents",
            "Read also: x",
            "",
        )
    )
    | st.text(max_size=60),
    max_size=40,
)


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    """Real pages where there are some, the sample otherwise."""
    return load_pages(30)


def test_mutated_pages_break_no_promise(pages: list[bytes]) -> None:
    """Real pages, damaged by a fixed seed, give articles or rows that keep every promise."""
    for number in range(ROUNDS):
        body = mutate(pages[number % len(pages)][:200_000], Random(f"quick:{number}"))
        assert broken_page_promise(body) is None, f"quick:{number}"


def test_mutation_is_seeded(pages: list[bytes]) -> None:
    """The same seed damages a page in the same way, another seed in another way."""
    assert mutate(pages[0], Random(1)) == mutate(pages[0], Random(1))
    assert mutate(pages[0], Random(1)) != mutate(pages[0], Random(2))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_takes_an_empty_page(mutation: object) -> None:
    """No mutation needs a page to hold anything."""
    assert callable(mutation)
    assert isinstance(mutation(bytearray(), Random(1)), bytearray)


@QUICK
@given(st.binary(max_size=3_000))
def test_any_bytes_keep_the_promises(body: bytes) -> None:
    """Bytes without any sense are dropped or cleaned, never a crash."""
    assert broken_page_promise(body) is None


@QUICK
@given(markup, st.sampled_from(["text/html", "", "text/html; charset=gb18030", "x"]))
def test_any_markup_keeps_the_promises(parts: list[str], content_type: str) -> None:
    """Tags, marks and text in any order keep every promise."""
    body = "".join(parts).encode("utf-8", "surrogatepass")
    assert broken_page_promise(body, content_type) is None


@QUICK
@given(st.text(max_size=3_000))
def test_any_text_keeps_the_promises(text: str) -> None:
    """Text of any characters keeps what is not removed."""
    assert broken_text_promise(text) is None


@QUICK
@given(farm_lines, st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_any_farm_text_keeps_the_promises(lines: list[str], gap: str) -> None:
    """Lines of farms among any other lines, with any line ends, keep what is not removed."""
    assert broken_text_promise(gap.join(lines)) is None


@QUICK
@given(st.text(max_size=200))
def test_any_address_keeps_the_promises(url: str) -> None:
    """An address of any characters does not cost the page."""
    assert broken_page_promise(b"<p>The ferry left at noon with forty passengers.</p>", "text/html", url) is None
