"""Where there is no torch, the files are left out that compare with it."""

from pathlib import Path

try:
    import torch  # noqa: F401
except ModuleNotFoundError:
    collect_ignore = [
        path.name
        for path in Path(__file__).parent.glob("*.py")
        if "import torch" in path.read_text("utf-8") and path.name != "conftest.py"
    ]
else:
    collect_ignore = []


def pytest_report_header():
    """Say what is left out."""
    return [f"no torch: without {', '.join(collect_ignore)}"] if collect_ignore else []
