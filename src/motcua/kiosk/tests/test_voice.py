"""The voice of the hall: a real sound of the right length and loudness, for sentences on the display and no others."""

import array
import io
import math
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as product
from django.test import Client

from motcua.kiosk.providers import espeak
from motcua.kiosk.queries import voices
from motcua.kiosk.queries.boards import words
from motcua.kiosk.rules import for_the_ear
from motcua.queueing.factories import Hall, make_hall

needs_espeak = pytest.mark.skipif(not espeak.available(), reason="espeak-ng is not installed")
SENTENCE = "Mời số A không một hai đến quầy ba"


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Iterator[Path]:
    """An own folder for sounds."""
    settings.HOME = tmp_path
    yield tmp_path


def heard(made: bytes) -> tuple[float, float, float]:
    """(seconds, loudest sample, mean loudness in dB below full scale) of a WAV file."""
    with wave.open(io.BytesIO(made)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        seconds = sound.getnframes() / sound.getframerate()
    power = sum(value * value for value in samples) / len(samples)
    return seconds, max(map(abs, samples)) / 32768, 10 * math.log10(power / 32768**2)


@needs_espeak
def test_a_sentence_sounds_long_and_loud_enough() -> None:
    made = espeak.speak(for_the_ear(SENTENCE))
    seconds, loudest, mean = heard(made)
    assert 2.0 < seconds < 6.0 and loudest > 0.5 and -28 < mean < -8
    assert int.from_bytes(made[4:8], "little") == len(made) - 8
    longer, _loudest, _mean = heard(espeak.speak(SENTENCE + ", " + SENTENCE))
    assert longer > 1.7 * seconds


@needs_espeak
def test_letters_are_spoken_by_their_vietnamese_names() -> None:
    assert for_the_ear("Mời số D một đến quầy ba") == "Mời số dê một đến quầy ba"
    assert for_the_ear("Mời số AB không một") == "Mời số AB không một"

    def phonemes(text: str) -> str:
        program = shutil.which(espeak.PROGRAM) or ""
        asked = [program, "-v", product.VOICE, "-q", "-x", "--stdin"]
        return subprocess.run(asked, input=text, capture_output=True, text=True, check=True).stdout

    # By itself the program says D as the letter Đ.
    assert phonemes(for_the_ear("D")) == phonemes("dê") != phonemes(for_the_ear("Đ")) == phonemes("đê")
    assert len(phonemes(for_the_ear(SENTENCE)).split()) == len(SENTENCE.split())


@needs_espeak
def test_a_call_has_a_sound_for_everybody_and_nothing_else_has_one(working: Hall, client: Client, home: Path) -> None:
    working.take()
    working.call()
    name = voices.name_of("Mời số A không không một đến quầy một")
    assert f'"sound":"{name}.wav"' in words(working.desk.pk)[1]
    path = f"/man-hinh/{working.desk.code}/tieng/{name}.wav"
    answer = client.get(path)
    assert answer["Content-Type"] == "audio/wav" and "max-age=86400" in answer["Cache-Control"]
    assert heard(answer.content)[0] > 2 and [path.name for path in (home / "voice").iterdir()] == [f"{name}.wav"]
    for strange in (voices.name_of("Xin chào"), "x", "a" * 80, "..", "%2e%2e%2fsecret.key"):
        assert client.get(f"/man-hinh/{working.desk.code}/tieng/{strange}.wav").status_code == 404
    other = make_hall().open()
    other.take()
    other.take()
    other.call()
    elsewhere = voices.name_of("Mời số A không không hai đến quầy một")
    assert client.get(f"/man-hinh/{other.desk.code}/tieng/{elsewhere}.wav").status_code == 404


def test_a_sound_is_made_once_and_the_oldest_go(working: Hall, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(espeak, "speak", lambda text: spoken.append(text) or b"RIFF")
    monkeypatch.setattr(voices, "MOST_KEPT", 2)
    working.take(priority="elderly")
    working.call()
    name = voices.name_of("Mời số A không không một đến quầy một")
    assert voices.sound(working.desk.pk, name) == voices.sound(working.desk.pk, name) == b"RIFF"
    assert spoken == ["Mời số a không không một đến quầy một"]
    for number in range(4):
        voices.keep(f"sound-{number}", b"RIFF")
    assert len(list((home / "voice").iterdir())) == 2


def test_without_the_program_the_display_shows_and_the_operator_is_told(
    working: Hall, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(espeak, "PROGRAM", "no-such-program")
    working.take()
    working.call()
    assert "sound" not in words(working.desk.pk)[1]
    assert "data-speaks" not in client.get(f"/man-hinh/{working.desk.code}/").content.decode()
    name = voices.name_of("Mời số A không không một đến quầy một")
    assert client.get(f"/man-hinh/{working.desk.code}/tieng/{name}.wav").status_code == 404
    assert "espeak-ng" in voices.voice_complaints()[0]
    with pytest.raises(espeak.VoiceFailed):
        espeak.speak(SENTENCE)


def test_a_program_that_hangs_or_answers_nonsense_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "espeak"
    monkeypatch.setattr(espeak, "PROGRAM", str(program))
    monkeypatch.setattr(espeak, "SECONDS", 1)
    for script in ("exec sleep 30", "echo no", "exit 3"):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(espeak.VoiceFailed):
            espeak.speak(SENTENCE)
