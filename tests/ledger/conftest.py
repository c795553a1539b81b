from pathlib import Path

import pytest


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "ledger-checkpoints.jsonl"
