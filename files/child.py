"""The decoding child seen from the portal: started when first needed, asked one thing at a time, ended when it hangs.

Of an upload it is asked what a picture's header says (`probe`) and what a document would run (`inspect`).

It runs isolated: nothing of our environment (secrets, database address), no inherited files, a session of its own.
"""

import atexit
import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File

from files import limits
from files.refusals import MESSAGES, UploadRefused
from files.sniffing import FileFormat

PROGRAM = Path(__file__).with_name("decoder.py")
# All that the program's environment holds: glibc takes memory in large pages, since a fresh process that touches 100 MB
# page by page spends a tenth of its time on that. Other systems know nothing of this name.
ENVIRONMENT = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
# What another try may cure: the machine was short of something, or somebody ended the child.
PASSING = frozenset({"crashed", "timeout", "memory", "not_stored"})
# Reasons whose words speak of a picture.
OF_PICTURES = frozenset({"broken", "truncated", "memory", "timeout", "crashed"})


class DecodingFailed(Exception):
    """The child did not do it; `code` says why (see files.refusals.MESSAGES)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code

    @property
    def passing(self) -> bool:
        """Another try may go better."""
        return self.code in PASSING


class Child:
    """One decoder program and the pipe to it. Safe among threads; a forked worker starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, act: str, *, seconds: float = limits.DECODER_SECONDS, **request: Any) -> dict[str, Any]:
        """The child's answer, or DecodingFailed. A child that slept away between two questions is started again."""
        question = {
            "act": act,
            "pixels": limits.PIXELS,
            "side": limits.SIDE,
            "stills": limits.STILLS,
            "memory": limits.DECODER_MEMORY,
            "cpu_seconds": limits.DECODER_CPU_SECONDS,
            "output_bytes": limits.DECODER_OUTPUT_BYTES,
            "seconds": seconds,
            **request,
        }
        line = json.dumps(question).encode() + b"\n"
        with self._lock:
            answer = self._exchange(line, seconds) or self._exchange(line, seconds)
        if answer is None:
            raise DecodingFailed("crashed", "the decoder does not start")
        if "error" in answer:
            raise DecodingFailed(answer["error"], answer.get("detail", ""))
        return answer

    @property
    def pid(self) -> int | None:
        """Process id of the running program."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the program and whatever it forked."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def forget(self) -> None:
        """In a forked process: the program belongs to the parent, and so does its lock."""
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            process.returncode = 0  # not ours to wait for
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]

    def _exchange(self, line: bytes, seconds: float) -> dict[str, Any] | None:
        """One question and its answer; None when the program had left before it could read the question."""
        process = self._process or self._start()
        try:
            process.stdin.write(line)  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return json.loads(self._line(process, seconds + 5))
        except BrokenPipeError:
            self.close()
            return None
        except EOFError:
            left = process.wait() == 0
            self.close()
            if left:
                return None
            raise DecodingFailed("crashed", "the decoder was ended") from None
        except TimeoutError:
            self.close()
            raise DecodingFailed("timeout", "the decoder does not answer") from None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 (a fixed program)
            [sys.executable, "-I", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        return self._process

    @staticmethod
    def _line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
        answer, until = b"", time.monotonic() + seconds
        pipe = process.stdout.fileno()  # type: ignore[union-attr]
        with selectors.DefaultSelector() as ready:
            ready.register(pipe, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if not ready.select(max(until - time.monotonic(), 0)):
                    raise TimeoutError
                part = os.read(pipe, 65536)
                if not part:
                    raise EOFError
                answer += part
        return answer


child = Child()
atexit.register(child.close)
os.register_at_fork(after_in_child=child.forget)


def probe(upload: File, kind: FileFormat, *, whole: bool = False) -> dict[str, Any]:
    """Ask the child for what the header says (and whether the pixels can be read); its refusal becomes ours."""
    try:
        with on_disk(upload) as path:
            return child.ask("probe", path=path, format=kind.code, whole=whole, seconds=15)
    except DecodingFailed as failure:
        raise UploadRefused(failure.code if failure.code in MESSAGES else "broken") from failure


def inspect(upload: File) -> bool:
    """Whether a document brings scripts along; what is worse is refused, and what nobody can check too."""
    try:
        with on_disk(upload) as path:
            found = child.ask(
                "inspect", path=path, cpu_seconds=limits.DOCUMENT_CPU_SECONDS, seconds=limits.DOCUMENT_SECONDS
            )
    except DecodingFailed as failure:
        told = failure.code in MESSAGES and failure.code not in OF_PICTURES
        raise UploadRefused(failure.code if told else "unchecked") from failure
    return bool(found["scripts"])


@contextlib.contextmanager
def on_disk(upload: File) -> Iterator[str]:
    """A path under which the child can read the upload: large ones lie in a file already."""
    if hasattr(upload, "temporary_file_path"):
        yield upload.temporary_file_path()
        return
    with tempfile.NamedTemporaryFile(prefix="owes-") as copy:
        for piece in upload.chunks():
            copy.write(piece)
        copy.flush()
        yield copy.name
