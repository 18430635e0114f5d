"""The field of the rule: a list, and beside it the parameter of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from .choices import choose, chosen, fill

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QSpinBox

    from .choices import Choices


class RuleField:
    """Reads and shows rules such as ``leastCC``, ``closest:07-15``, ``clearest:5``."""

    def __init__(
        self,
        combo: QComboBox,
        day_edit: QLineEdit,
        count_spin: QSpinBox,
        on_change: Callable[[], None],
    ) -> None:
        self._combo = combo
        self._day_edit = day_edit
        self._count_spin = count_spin
        self._usual_count = str(count_spin.value())
        combo.currentIndexChanged.connect(self._show_parameter)
        for signal in (
            combo.currentIndexChanged,
            day_edit.textChanged,
            count_spin.valueChanged,
        ):
            signal.connect(lambda *_: on_change())
        self._show_parameter()

    def offer(self, rules: Choices) -> None:
        """Offer rules, keeping the choice if it is still among them."""
        fill(self._combo, rules)

    def rule(self) -> str:
        """Return the rule with its parameter, as far as it is not the usual one."""
        name, count = chosen(self._combo), str(self._count_spin.value())
        parameters = {
            "closest": str(self._day_edit.text()).strip(),
            "clearest": "" if count == self._usual_count else count,
        }
        parameter = parameters.get(name, "")
        return f"{name}:{parameter}" if parameter else name

    def set_rule(self, rule: str) -> None:
        """Show a rule; one that is not offered changes nothing."""
        name, _, parameter = rule.partition(":")
        choose(self._combo, name)
        if name == "closest":
            self._day_edit.setText(parameter)
        elif name == "clearest":
            count = parameter or self._usual_count
            self._count_spin.setValue(int(count) if count.isdigit() else 0)

    def _show_parameter(self) -> None:
        name = chosen(self._combo)
        self._day_edit.setVisible(name == "closest")
        self._count_spin.setVisible(name == "clearest")
