"""Own products are files of a folder; a bad one hides no other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_slots.plugin.core.errors import InputError
from scene_slots.plugin.evalscript.header import WORDS, read_header, write_header
from scene_slots.plugin.evalscript.own import draft_product, read_shelf, save_own

SCRIPT = "//VERSION=3\n// a note\nreturn [B04 / B08];\n"


def test_what_is_saved_is_read_again(tmp_path):
    folder = tmp_path / "new" / "products"
    path = save_own(folder, SCRIPT, "Red / near ratio")
    (product,) = read_shelf(folder).products
    assert path.name == "red_near_ratio.js"
    assert (product.name, product.title) == ("own_red_near_ratio", "Red / near ratio")
    assert product.evalscript == SCRIPT.replace(
        "//VERSION=3\n", "//VERSION=3\n// title: Red / near ratio\n"
    )
    assert read_shelf(folder).paths == {product.name: path}
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_a_renamed_product_leaves_no_twin_and_hides_no_other(tmp_path):
    first = save_own(tmp_path, SCRIPT, "One")
    other = save_own(tmp_path, SCRIPT, "Two")
    with pytest.raises(InputError, match=r"a file two\.js among the own products"):
        save_own(tmp_path, SCRIPT, "Two", first)
    with pytest.raises(InputError, match="type a title"):
        save_own(tmp_path, SCRIPT, " ? ")
    third = save_own(tmp_path, SCRIPT, "Three", first)
    assert sorted(tmp_path.iterdir()) == sorted([other, third])


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path):
    save_own(tmp_path, SCRIPT, "Good")
    (tmp_path / "bytes.js").write_bytes(b"return [B04] // \xff\xfe\xff")
    (tmp_path / "old.js").write_text("setInputComponents([B04]); return [1]")
    (tmp_path / "open.js").write_text("\nreturn [B04;")
    (tmp_path / "folder.js").mkdir()
    (tmp_path / "large.js").write_text("// " + "x" * 2_100_000 + "\nreturn [B04]")
    (tmp_path / "notes.txt").write_text("no script")
    shelf = read_shelf(tmp_path)
    assert [product.title for product in shelf.products] == ["Good"]
    told = "\n".join(shelf.complaints)
    assert len(shelf.complaints) == 5
    assert "bytes.js is left out. The product bytes.js cannot be read" in told
    assert "old.js is left out. The evalscript is written for VERSION=2" in told
    assert "(line 2)" in told
    assert "folder.js is left out." in told
    assert "large.js is left out. It is no evalscript" in told


def test_files_of_one_name_are_two_products(tmp_path):
    for name in ("a b.js", "a_b.js", "ndvi.js"):
        (tmp_path / name).write_text(SCRIPT)
    names = [product.name for product in read_shelf(tmp_path).products]
    assert names == ["own_a_b", "own_a_b_", "own_ndvi"]


def test_no_folder_holds_nothing_and_a_draft_is_in_no_file(tmp_path):
    assert read_shelf(tmp_path / "none").products == ()
    assert draft_product(SCRIPT, "Mine").name == "unsaved_mine"


@pytest.mark.parametrize(
    ("script", "words", "expected"),
    [
        ("return [B04]", {"title": "A"}, "// title: A\nreturn [B04]"),
        ("", {"title": "A"}, "// title: A\n"),
        ("//VERSION=3", {"unit": "m"}, "//VERSION=3\n// unit: m\n"),
        (
            "\n//VERSION=3\n// mine\nx",
            {"unit": "m", "title": "A"},
            "\n//VERSION=3\n// title: A\n// unit: m\n// mine\nx",
        ),
        (
            "//title: A\n// unit: m\nx",
            {"title": " B\n c", "unit": ""},
            "// title: B c\nx",
        ),
        ("x\n// title: A", {"title": ""}, "x\n// title: A"),
        ("// title: A\n// title: B\nx", {"title": ""}, "x"),
    ],
)
def test_words_of_a_header_are_written(script, words, expected):
    assert write_header(script, words) == expected


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(WORDS), st.text("ab c#,1:", min_size=1)),
    st.lists(st.sampled_from(("//VERSION=3", "", "// title: x", "// x", "return 1"))),
)
def test_what_is_written_is_read(words, lines):
    script = "\n".join(lines)
    told = {word: " ".join(text.split()) for word, text in words.items()}
    before = read_header(script)
    expected = {**before, **told}
    written = write_header(script, words)
    assert read_header(written) == {
        word: text for word, text in expected.items() if text
    }
    assert write_header(written, words) == written
