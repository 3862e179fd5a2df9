"""Vietnamese speech by espeak-ng, in a process of its own with limits on time, memory and answer."""

import io
import resource
import shutil
import subprocess
import wave

from django.conf import settings

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = "130"
SECONDS, MEMORY, MOST_TEXT, MOST_SOUND = 8, 512 * 1024 * 1024, 300, 2_000_000
HEADER, RATE = 44, 22_050


class VoiceFailed(RuntimeError):
    """No sound came out: the program is missing, was too slow, or answered something else."""


def available() -> bool:
    """Whether the program is installed on this machine."""
    return shutil.which(PROGRAM) is not None


def speak(text: str) -> bytes:
    """The text as a WAV file (PCM, 16 bit, mono); raises VoiceFailed. The text goes in as input, never as an argument."""
    program = shutil.which(PROGRAM)
    if program is None or len(text) > MOST_TEXT:
        raise VoiceFailed(f"{PROGRAM} is missing or the text is too long")
    command = [program, "-v", settings.VOICE, "-s", WORDS_A_MINUTE, "--stdin", "--stdout"]
    try:
        with subprocess.Popen(  # noqa: S603 - a fixed command of ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"LANG": "C.UTF-8"}
        ) as running:
            try:
                limit(running.pid)
                made, _none = running.communicate(text.encode(), timeout=SECONDS)
            except subprocess.TimeoutExpired:
                running.kill()
                raise
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceFailed(type(error).__name__) from error
    if running.returncode or not HEADER < len(made) < MOST_SOUND or made[:4] != b"RIFF":
        raise VoiceFailed(f"answered {running.returncode} with {len(made)} bytes")
    return whole(made)


def limit(pid: int) -> None:
    """Bounds the process's time and memory where the system can."""
    if hasattr(resource, "prlimit"):
        resource.prlimit(pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


def whole(made: bytes) -> bytes:
    """The same sound with its true length in the header: a program that writes to a pipe can't know it at the beginning."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(int.from_bytes(made[24:28], "little") or RATE)
        sound.writeframes(made[HEADER:])
    return out.getvalue()
