"""Cells as people type them in Finland -> values. Pure; a cell that cannot be understood
raises :class:`~lupaus.intake.unusable.BadValue` and is never guessed at."""
