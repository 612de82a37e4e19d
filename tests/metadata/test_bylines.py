"""By-lines in many languages and scripts."""

from __future__ import annotations

import pytest

from pipeline.metadata.bylines import read_byline
from tests.metadata.pages import found

HEADLINE = "<h1>On mills</h1>"


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("zh", "2023-12-05 09:30 来源：东方网 作者：李明 责任编辑：王芳", "李明"),
        ("zh", "（记者 李明）", ""),  # a signature in brackets under the text, not a by-line
        ("zh", "文/陈小红 图/张伟", "陈小红"),
        ("ja", "文：佐藤花子　写真：田中太郎", "佐藤花子"),
        ("ja", "記者 田中太郎", "田中太郎"),
        ("ko", "홍길동 기자 | 입력 2024.01.05 10:20", "홍길동"),
        ("ko", "글: 김영희", "김영희"),
        ("ru", "12 марта 2024 | Автор: Анна Петрова", "Анна Петрова"),
        ("uk", "Авторка: Оксана Коваль", "Оксана Коваль"),
        ("el", "Γράφει ο Νίκος Παππάς", "Νίκος Παππάς"),
        ("ar", "كتب: أحمد سالم 25 يناير 2024", "أحمد سالم"),
        ("fa", "نویسنده: مریم رضایی", "مریم رضایی"),
        ("he", "מאת: דנה לוי", "דנה לוי"),
        ("th", "โดย: สมชาย ใจดี", "สมชาย ใจดี"),
        ("hi", "लेखक: अनिल शर्मा", "अनिल शर्मा"),
        ("de", "Text: Karla Menzel, Fotos: Jan Ott", "Karla Menzel"),
        ("tr", "Yazar: Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("vi", "Tác giả: Nguyễn Văn An", "Nguyễn Văn An"),
        ("id", "Penulis: Budi Santoso", "Budi Santoso"),
        ("hu", "Szerző: Kiss Katalin", "Kiss Katalin"),
    ],
)  # fmt: skip
def test_the_writer_is_read_in_its_language(language: str, line: str, name: str) -> None:
    """The name behind the writer's label becomes the author; editors, sources and photographers do not."""
    assert found(f"{HEADLINE}<p>{line}</p>", lang=language).authors == ((name,) if name else ())


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Text: Small Medium Large"),  # a switch for the size of letters
        ("en", "Reporter: no"),
        ("zh", "责任编辑：王芳"),
        ("zh", "来源：新华社"),
        ("zh", "作者：本报编辑部"),
        ("ja", "文：編集部"),
        ("ko", "온라인뉴스팀 기자단"),
        ("ru", "Автор: Редакция"),
        ("ar", "كتب: فريق التحرير"),
        ("de", "Foto: Jan Ott"),
    ],
)
def test_roles_newsrooms_and_other_labels_are_refused(language: str, line: str) -> None:
    """No author rather than an editor, a source, a newsroom or a label of the page's own controls."""
    assert found(f"{HEADLINE}<p>{line}</p>", lang=language).authors == ()


def test_a_sentence_is_no_byline() -> None:
    """A word of the table inside running text names nobody."""
    assert read_byline("记者昨天从市交通委员会获悉，今年将新增三条公交线路", "zh") == ""
    assert read_byline("The author: a life in letters", "en") == ""
