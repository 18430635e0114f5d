"""Parts of a form: views that hold some of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .form import Form


class FormPart(Protocol):
    """A widget that holds some fields of a form."""

    changed: Any
    """Signal without values: one of the fields was changed."""

    def values(self) -> Mapping[str, Any]:
        """Return its fields by their names in `Form`."""
        ...

    def show_form(self, form: Form) -> None:
        """Show its fields of a form."""
        ...
