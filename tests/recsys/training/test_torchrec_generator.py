"""The model on TorchRec takes the steps that it takes with our own shards."""

import importlib.util
import json
import subprocess
import sys

import pytest

from tests import ROOT
from tests.recsys.training.test_train import ENVIRONMENT

WORKER = ROOT / "tests" / "recsys" / "training" / "torchrec_worker.py"


@pytest.mark.skipif(
    importlib.util.find_spec("torchrec") is None,
    reason="TorchRec is not installed: nnbook.recsys.training.torchrec_generator says how",
)
def test_torchrec_takes_the_same_steps(tmp_path):
    """With two processes; averaging at the rows' owners changes the order of sums."""
    told = tmp_path / "told.json"
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command += ["--nproc-per-node", "2", str(WORKER), str(told)]
    done = subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    losses = json.loads(told.read_text())
    assert losses["theirs"] == pytest.approx(losses["ours"], rel=1e-5)
    assert losses["ours"][-1] != pytest.approx(losses["ours"][0], rel=1e-3)
