"""Whatever is shown can be translated, and each translation says as much."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest
from scene_slots.tools.translate.__main__ import write_list
from scene_slots.tools.translate.catalog import read_catalog, write_catalog
from scene_slots.tools.translate.sources import ROOT, SENTENCES, Source, find_sources

FOLDER = ROOT / "i18n"
CATALOGS = sorted(FOLDER.glob("*.ts"))
# So many own letters tell a sentence with values from those that are not ours.
MOST_COMMON = 8


@pytest.fixture(scope="module")
def sources():
    return find_sources()


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def is_complete(source, told):
    """Return whether a translation has what its source has."""
    return told and all(
        one
        and fields(one) == fields(source.words)
        and one.replace("&&", "").count("&") == source.words.count("&")
        and (one[0] == " ", one[-1] == " ")
        == (source.words[0] == " ", source.words[-1] == " ")
        for one in told
    )


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_each_language_says_all(path, sources):
    told = read_catalog(path)
    keys = {(one.context, one.words, one.comment): one for one in sources}

    assert keys.keys() == told.keys(), "run ./dev translate"
    assert not [key for key, one in keys.items() if not is_complete(one, told[key])]


def test_the_plugin_knows_what_can_be_translated(sources, tmp_path):
    write_list(tmp_path / "list", sources)

    listed = json.loads((FOLDER / "scene_slots.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "list").read_text(encoding="utf-8")) == listed


def test_sentences_have_words_of_their_own(sources):
    """One of values alone would be found in what others say."""
    marked = {one.words for one in sources if one.context == SENTENCES}
    own = {
        words: sum(len(text.strip()) for text, *_ in Formatter().parse(words))
        for words in marked
        if fields(words)
    }

    assert [words for words in own if own[words] < MOST_COMMON] == []


OURS = r"(?:Input|Store|Service|Answer|Credentials|Provenance)Error\("
UNMARKED = re.compile(
    rf'{OURS}\s*f?"(?![{{\"])'
    rf'|message = \(?\s*f?"(?![{{\"])(?:(?!raise ).)*raise {OURS}message',
    re.DOTALL,
)


def test_what_an_error_says_is_marked():
    """Words stand in the call of their error, or before it; a value may be first."""
    assert UNMARKED.search('message = (\n    f"No {x}."\n)\nraise InputError(message)')
    for path in (ROOT / "plugin").rglob("*.py"):
        if "local_hub" not in path.parts:
            found = UNMARKED.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path}: say(…) is missing: {found[0]}"


def test_widgets_are_known_by_the_class_that_translates():
    """Qt asks for the words of an object by its own class, not by an ancestor's."""
    bases, speakers = set(), set()
    for path in (ROOT / "ui").glob("*.py"):
        for text in re.split(r"^class ", path.read_text(encoding="utf-8"), flags=re.M):
            name, base = re.match(r"(\w*)(?:\((.*)\))?", text).groups()
            bases.add(base)
            if "self.tr(" in text:
                speakers.add(name)

    assert speakers
    assert not bases & speakers


@pytest.fixture
def checkout(tmp_path):
    """Return a plugin of one module, one form and one product."""
    for name in ("plugin/evalscript/products", "ui"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "plugin/a.py").write_text(
        "from .core.sentences import say\n"
        "say(f'{job.hub.title} has {len(scenes):,} of {title!r}: {{}}')\n"
        "translate('SceneSlots', 'one' if x else 'two', 'why')\n"
        "count_of(n, '1 image', '{count} images')\n"
        "class Page(QWidget):\n    def f(self): self.tr('Run')\n",
        encoding="utf-8",
    )
    (tmp_path / "ui/page.ui").write_text(
        "<ui><class>Form</class><string>Hub</string>"
        '<string notr="true">x</string></ui>',
        encoding="utf-8",
    )
    (tmp_path / "plugin/evalscript/products/x.js").write_text(
        "//VERSION=3\n// title: True colour\n", encoding="utf-8"
    )
    return tmp_path


def test_it_finds_every_kind_of_words(checkout):
    found = {(one.context, one.words, one.comment) for one in find_sources(checkout)}

    assert found == {
        (SENTENCES, "{title} has {scenes} of {title2}: {{}}", ""),
        (SENTENCES, "True colour", ""),
        ("SceneSlots", "one", "why"),
        ("SceneSlots", "two", "why"),
        ("SceneSlots", "{count} images", "counted"),
        ("Page", "Run", ""),
        ("Form", "Hub", ""),
    }


@pytest.mark.parametrize("line", ["say(sentence)", "page.tr('Run')"])
def test_what_could_not_be_found_again_is_refused(checkout, line):
    with (checkout / "plugin/a.py").open("a", encoding="utf-8") as module:
        module.write(f"{line}\n")

    with pytest.raises(ValueError, match=line.split("(")[0].split(".")[0]):
        find_sources(checkout)


def test_what_was_translated_stays_and_the_rest_is_counted(tmp_path):
    path = tmp_path / "scene_slots_fr.ts"
    sources = [
        Source("Page", "Run & go", path="ui/page.ui"),
        Source("Page", "{count} images", "counted", is_plural=True),
        Source("Page", "new"),
    ]
    told = {
        ("Page", "Run & go", ""): ("Aller",),
        ("Page", "{count} images", "counted"): ("{count} image", "{count} images"),
        ("Page", "gone", ""): ("parti",),
    }

    assert write_catalog(path, sources, told) == 1
    del told["Page", "gone", ""]
    assert read_catalog(path) == told
