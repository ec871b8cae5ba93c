"""The two commands: what a newcomer meets when something is not as it should be, and the demo process itself."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

from tests.architecture.tree import ROOT

DEMO = {"PATH": os.environ["PATH"], "OWES_MODE": "demo", "PYTHONUNBUFFERED": "1"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port, var):
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
        cwd=ROOT,
        env=DEMO | {"OWES_VAR_DIR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def lines_until(process, wanted, seconds=400):
    """What the process says up to the wanted line."""
    killer = threading.Timer(seconds, process.kill)
    killer.start()
    said = []
    for line in process.stdout:
        said.append(line)
        if re.search(wanted, line):
            killer.cancel()
            return said
    killer.cancel()
    raise AssertionError(f"ended without {wanted!r}: {''.join(said)}")


def test_demo_serves_pages_and_stops_at_once_with_all_that_runs_inside(tmp_path):
    port = free_port()
    with serve(port, tmp_path) as process:
        try:
            # By name: a passkey belongs to a name, never to a number (test_passkey_browser.py uses one there).
            lines_until(process, rf": http://localhost:{port}/")
            for host in ("localhost", "127.0.0.1"):
                with urllib.request.urlopen(f"http://{host}:{port}/", timeout=30) as answer:
                    assert answer.status == 200
                    assert f'<link rel="canonical" href="http://localhost:{port}/">' in answer.read().decode()
                    assert "nonce" not in answer.headers["Content-Security-Policy"]
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()


def test_busy_port_is_said_with_a_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serve(port, tmp_path) as process:
            said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Port {port} is taken" in said
    assert f"make run PORT={port + 1}" in said
    assert "Traceback" not in said


@pytest.fixture
def bare_tree(tmp_path):
    """A clone without `.venv`, and a PATH without any Python but those put there."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/venv").write_text((ROOT / ".ci/venv").read_text())
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("cat", "cksum", "dirname", "rm"):
        (tools / name).symlink_to(next(f"{d}/{name}" for d in ("/bin", "/usr/bin") if os.path.exists(f"{d}/{name}")))
    return tmp_path


def make_venv(tree):
    return subprocess.run(
        ["/bin/sh", tree / ".ci/venv", "run"], env={"PATH": str(tree / "bin")}, capture_output=True, text=True
    )


def fake_python(tree, name, script):
    path = tree / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_without_a_fitting_python_it_says_which_one_and_how(bare_tree):
    fake_python(bare_tree, "python3", "exit 1")  # too old or too new
    answer = make_venv(bare_tree)
    assert answer.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr


def test_debian_without_venv_is_told_the_package(bare_tree):
    fake_python(
        bare_tree,
        "python3",
        'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.11;; esac; exit 0',
    )
    answer = make_venv(bare_tree)
    assert answer.returncode == 1
    assert "apt-get install python3.11-venv" in answer.stderr


@pytest.mark.parametrize(
    ("version", "refused"), [((3, 10), 1), ((3, 11), 0), ((3, 12), 0), ((3, 13), 0), ((3, 14), 1), ((4, 0), 1)]
)
def test_pythons_that_fit_are_3_11_to_3_13(version, refused):
    condition = re.search(r"""fits\(\) \{ "\$1" -c '([^']+)'""", (ROOT / ".ci/venv").read_text()).group(1)
    pretending = f"import sys; sys.version_info = {version}; {condition.removeprefix('import sys; ')}"
    assert subprocess.run([sys.executable, "-c", pretending]).returncode == refused
