"""The pure parts of the scripts, by Node's own test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.PACKAGE) / "ui" / "frontend" / "tests"


def test_the_rules_of_the_scripts():
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine")
    ran = subprocess.run([node, "--test", str(TESTS)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# fail 0" in ran.stdout and "# pass 0" not in ran.stdout
