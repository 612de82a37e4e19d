"""What the head keeps, wherever on the page it stands."""

from __future__ import annotations

from tests.conftest import parse


def test_scripts_that_may_hold_data_are_kept_in_order() -> None:
    """JSON, and code that assigns a name with two underscores in its first characters; other code is not kept."""
    page = parse(
        '<script type="application/json">{"a": 1}</script><script>var x = 1</script><p>text'
        "<script>window.__STATE__ = {}</script><script type=text/x-template>__no</script>"
        "<script type='Text/JavaScript'>__two</script><script type=application/LD+JSON>{}</script>"
        f"<script>{' ' * 300}__late</script>"
    )
    assert page.head.app_state == ['{"a": 1}', "window.__STATE__ = {}", "__two"]
    assert page.head.json_ld == ["{}"]


def test_attributes_come_as_written_the_first_of_each_kind_wins() -> None:
    """Metas and links in the body count; a second title or base does not."""
    page = parse("<title> a\n b</title><title>c</title><base href=x><base href=y><p><meta itemprop=p content='q  r'>")
    assert (page.head.title, page.head.base) == ("a b", "x")
    assert page.head.metas == [{"itemprop": "p", "content": "q  r"}]
