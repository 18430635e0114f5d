"""Scripting: the editor's side of the conversation; own products and their check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QImage

from ..ui.script_editor import ScriptEditor
from . import script_words
from .checking import Checking
from .core.collections import COLLECTIONS, find_collection
from .core.errors import InputError, SceneSlotsError
from .core.picture import draw
from .draft import Draft, find_draft, keep_draft
from .evalscript.header import write_header
from .evalscript.lines import find_place
from .evalscript.look import AUTOMATIC, COLOURS, GREY, RAMPS, WRITTEN
from .evalscript.own import draft_product
from .evalscript.template import template
from .language import localize
from .script_fields import read_fields, write_fields
from .words import translate

if TYPE_CHECKING:
    from pathlib import Path

    from .means import Means
    from .pipeline.trial import Trial

_LONG = 30_000
"""Characters that are read in a moment."""
_SIDE = 80
"""Of the picture of a product, in pixels."""
_RGBA = QImage.Format.Format_RGBA8888


class Scripting(QObject):  # type: ignore[misc]  # Qt has no types
    """Opens the editor, checks what it holds, keeps and saves it."""

    chosen = pyqtSignal(str)
    """Name of the product that the next run shall draw."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = means.products
        self._around = means.around
        self._messages = means.messages
        self._checking = Checking(means.hubs, means.tasks, self)
        self._editor: ScriptEditor | None = None
        self._edited = ""
        self._original = ("", "")
        self._kept: Draft | None = None
        """As it is on disk."""
        self._checked = ("", "")
        """Script and collection of the last check."""
        self._picture: tuple[str, QImage | None] = ("", None)

    @property
    def editor(self) -> ScriptEditor:
        """The window, made when it is first wanted."""
        if self._editor is None:
            self._editor = ScriptEditor(self._around.window)
            self._dress(self._editor)
            self._bring_back(self._editor)
        return self._editor

    def new(self, collection: str) -> None:
        """Open the editor with a script to begin with."""
        title = translate("SceneSlots", "My product")
        bands = tuple(find_collection(collection).bands)
        self._open("", title, template(collection, bands, title), collection)

    def edit(self, name: str, collection: str) -> None:
        """Open the editor with a product; of one of ours, with a copy."""
        product = self._library.find(name)
        if product is None:
            self.new(collection)
            return
        title, script = product.title, product.evalscript
        if not self._library.is_own(name):
            title = translate("SceneSlots", "{title} (own)").format(
                title=localize(title)
            )
            script = write_header(script, {"title": title})
        self._open(name, title, script, collection)

    def close(self) -> None:
        """Take the window away."""
        if self._editor is not None:
            self._checking.stop()
            self._keep()
            self._editor.close()
            self._editor.deleteLater()
            self._editor = None

    def _open(self, name: str, title: str, script: str, collection: str) -> None:
        editor = self.editor
        if editor.is_changed:
            # What a person wrote is not thrown away for a click in another window.
            editor.result.say(
                translate(
                    "SceneSlots",
                    "This script is not saved: save it or discard its changes first.",
                ),
                failed=True,
            )
        else:
            self._edited, self._original = name, (title, script)
            editor.choose_collection(collection)
            editor.open_script(title, script)
        editor.show()
        editor.raise_()
        editor.activateWindow()

    def _bring_back(self, editor: ScriptEditor) -> None:
        """Show what was neither saved nor discarded when QGIS was left."""
        draft = self._kept = find_draft(self._library.folder.parent)
        if draft is not None:
            self._edited, self._original = draft.name, (draft.title, draft.original)
            editor.choose_collection(draft.collection)
            editor.open_script(*self._original)
            editor.change_script(draft.script)

    def _keep(self) -> None:
        """Keep what is not saved: QGIS may be left, or end, before it is."""
        editor, draft = self.editor, None
        if editor.is_changed:
            title, original = self._original
            draft = Draft(
                editor.script(), self._edited, title, original, editor.collection()
            )
        if draft != self._kept:
            try:
                keep_draft(self._library.folder.parent, draft, self._kept)
            except OSError as error:
                self._messages.log_failure(error)
            else:
                self._kept = draft

    def _dress(self, editor: ScriptEditor) -> None:
        titles = [(one.id, localize(one.title)) for one in COLLECTIONS.values()]
        looks = (AUTOMATIC, COLOURS, GREY, *RAMPS, WRITTEN)
        editor.header.offer(
            titles,
            [(name, script_words.look_title(name)) for name in looks],
            ranged=(COLOURS, GREY, *RAMPS),
        )
        editor.collection_chosen.connect(self._show_bands)
        editor.offer_collections(titles)
        editor.script_settled.connect(self._read)
        editor.script_settled.connect(self._keep)
        editor.header.edited.connect(self._write_header)
        editor.check_requested.connect(self._check)
        editor.stop_requested.connect(self._stop)
        editor.use_requested.connect(self._use)
        editor.save_requested.connect(self._save)
        editor.discard_requested.connect(lambda: editor.open_script(*self._original))
        self._checking.succeeded.connect(self._show)
        self._checking.failed.connect(self._fail)
        self._checking.ended.connect(self._on_ended)
        self._show_bands()

    def _show_bands(self) -> None:
        collection = COLLECTIONS.get(self.editor.collection())
        bands = dict(collection.bands) if collection else {}
        self.editor.show_bands({**bands, "dataMask": "0, 1"}.items())

    def _read(self) -> None:
        """Show what the text says of itself."""
        script = self.editor.script()
        self.editor.header.show_header(read_fields(script))
        if len(script) > _LONG:
            return  # to read it whole would hold up who is typing
        try:
            product = draft_product(script)
        except InputError:
            product = None  # in the middle of a word nobody wants to hear it
        self.editor.result.explain(script_words.adds(product))

    def _write_header(self) -> None:
        told, script = self.editor.header.header(), self.editor.script()
        try:
            self.editor.change_script(write_fields(script, told))
        except InputError as error:
            self._fail(error)

    def _check(self) -> None:
        editor = self.editor
        editor.show_fault(None, "")
        editor.result.note("")
        # Before it starts: a hub that cannot run says so at once.
        editor.set_checking(True)
        editor.result.say(translate("SceneSlots", "Checking …"), failed=False)
        self._checked = (editor.script(), editor.collection())
        try:
            self._checking.start(*self._checked)
        except InputError as error:
            editor.set_checking(False)
            self._fail(error)

    def _stop(self) -> None:
        self._checking.stop()
        self.editor.result.say("", failed=False)

    def _show(self, trial: Trial, made: bool) -> None:
        result, (script, name) = self.editor.result, self._checked
        sentence = script_words.checked(trial, find_collection(name), made=made)
        drawn = draw(trial.image, trial.valid, trial.product.style)
        height, width, depth = drawn.shape
        image = QImage(
            drawn.tobytes(), width, height, depth * width, _RGBA
        ).copy()  # the bytes die with this call
        self._picture = (script, image)
        result.show_picture(image, sentence)
        result.say(sentence, failed=False)
        result.note(script_words.warn(trial))

    def _fail(self, error: Exception) -> None:
        """Say what is wrong, at its line of the script."""
        if not isinstance(error, SceneSlotsError):
            self._messages.log_failure(error)
        line, said = find_place(str(error))
        self.editor.show_fault(line, localize(said))
        self.editor.result.show_picture(None, "")
        self.editor.result.note("")
        self.editor.result.say(script_words.line_says(line, said), failed=True)

    def _on_ended(self) -> None:
        self.editor.set_checking(False)

    def _use(self) -> None:
        editor = self.editor
        try:
            product = self._library.keep(editor.script(), self._title())
        except InputError as error:
            self._fail(error)
            return
        self._edited = product.name
        self.chosen.emit(product.name)
        editor.result.say(
            translate(
                "SceneSlots",
                "“{title}” is chosen for the next run. It is not saved.",
            ).format(title=product.title),
            failed=False,
        )

    def _save(self) -> None:
        editor = self.editor
        title = self._title()
        try:
            product = self._library.save(editor.script(), title, self._edited)
        except InputError as error:
            self._fail(error)
            return
        self._save_picture(editor.script(), self._library.path_of(product.name))
        editor.change_script(product.evalscript)
        editor.mark_saved(product.title)
        self._edited = product.name
        self._original = (product.title, product.evalscript)
        self._keep()
        self.chosen.emit(product.name)
        editor.result.say(
            translate(
                "SceneSlots", "“{title}” is saved among the own products."
            ).format(title=product.title),
            failed=False,
        )

    def _save_picture(self, script: str, path: Path | None) -> None:
        """Put the picture of the last check beside a file, if it is of its script."""
        checked, image = self._picture
        if path is not None and image is not None and checked == script:
            image.scaled(_SIDE, _SIDE).save(str(path.with_suffix(".png")))
            self._library.changed.emit()

    def _title(self) -> str:
        return self.editor.header.header().title
