"""What a branch of the repository has for an edition, beside all that `main` has.

Colab and Binder open notebooks of a branch, and install the package from there.
"""

import shutil
from pathlib import Path

import nnbook.language
from press.translation.files import folder


def branch(language):
    """Write notebooks with output, texts and README to ``_build/LANGUAGE/branch``."""
    source, target = folder(language), folder(language) / "branch"
    shutil.rmtree(target, ignore_errors=True)
    (target / "chapters").mkdir(parents=True)
    for path in (source / "chapters").glob("*.ipynb"):
        run = source / "_build" / "executed" / path.name
        if not run.exists():
            raise FileNotFoundError(f"no {run}: make book runs the chapters first")
        shutil.copyfile(run, target / "chapters" / path.name)
    shutil.copyfile(source / "README.md", target / "README.md")
    texts = Path(nnbook.language.__file__).with_name(f"{language}.json")
    (target / "code" / "nnbook" / "language").mkdir(parents=True)
    shutil.copyfile(texts, target / "code" / "nnbook" / "language" / texts.name)
