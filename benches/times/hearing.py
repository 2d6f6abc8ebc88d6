"""The ears of the measurement: MP3 into samples, and a recogniser that finds known words in them.

The recogniser is PocketSphinx with the acoustic model of its wheel. It knows nothing of the voice
or of its times: it gets the sound and the words, and finds where each word fits best.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy
import soundfile
import soxr
from pocketsphinx import Decoder

# What the acoustic model was trained on.
HEARD_RATE = 16_000
# PocketSphinx looks at windows of 25.625 ms, every 10 ms; a frame stands for the middle 10 ms of
# its window, so that its own time is this much later than where the window begins.
STEP = 0.01
MIDDLE = (0.025625 - STEP) / 2
# Where one listens for the loudness of a single word: 5 ms, and 40 dB below its loudest.
LOUDNESS_STEP = 0.005
LOUDNESS_FLOOR = 10 ** (-40 / 20)


@dataclass(frozen=True)
class Sound:
    """Mono samples at a rate."""

    samples: numpy.ndarray
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / self.rate

    def cut(self, start: float, end: float) -> "Sound":
        """What is heard from `start` to `end`, in seconds."""
        first, behind = (max(0, round(at * self.rate)) for at in (start, end))
        return Sound(self.samples[first:behind], self.rate)

    def delayed(self, seconds: float) -> "Sound":
        """The same with silence in front."""
        silence = numpy.zeros(round(seconds * self.rate), self.samples.dtype)
        return Sound(numpy.concatenate([silence, self.samples]), self.rate)

    def stretched(self, times: float) -> "Sound":
        """The same, played slower: it takes `times` as long."""
        samples = soxr.resample(self.samples, self.rate, self.rate * times)
        return Sound(samples, self.rate)

    def trimmed(self) -> "Sound":
        """What is left without the quiet at both ends."""
        step = round(LOUDNESS_STEP * self.rate)
        steps = self.samples[: len(self.samples) // step * step].reshape(-1, step)
        loudness = numpy.sqrt(numpy.square(steps).mean(axis=1))
        loud = numpy.flatnonzero(loudness > loudness.max() * LOUDNESS_FLOOR)
        return Sound(self.samples[loud[0] * step : (loud[-1] + 1) * step], self.rate)


def decoded(path: Path) -> Sound:
    """The sound of an MP3 file, with the delay of its encoder, which a listener hears too.

    The file has no Xing header, so that the decoder does not know what it might leave out.
    """
    samples, rate = soundfile.read(path, dtype="float32")
    return Sound(samples, rate)


def joined(sounds: list[Sound]) -> tuple[Sound, list[float]]:
    """The sounds one behind the other without a gap, and where each one begins and the last ends."""
    samples = numpy.concatenate([sound.samples for sound in sounds])
    ends = numpy.cumsum([sound.seconds for sound in sounds])
    return Sound(samples, sounds[0].rate), [0.0, *ends.tolist()]


class Recogniser:
    """Finds when known words are said."""

    def __init__(self) -> None:
        # Without dither, the same sound gives the same times.
        self._decoder = Decoder(samprate=HEARD_RATE, lm=None, loglevel="FATAL", dither=False)

    def sounds_of(self, word: str) -> list[str] | None:
        """The phonemes of `word`, or `None` where it is in no dictionary of the recogniser."""
        sounds = self._decoder.lookup_word(word)
        return sounds.split() if sounds else None

    def find(self, words: list[str], sound: Sound) -> list[tuple[float, float]] | None:
        """When each of `words` is heard, in seconds of `sound`; `None` where they do not fit."""
        heard = soxr.resample(sound.samples, sound.rate, HEARD_RATE)
        pcm = (numpy.clip(heard, -1, 1) * 32767).astype(numpy.int16).tobytes()
        self._decoder.set_align_text(" ".join(words))
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, full_utt=True)
        self._decoder.end_utt()
        # Silence and noise are written in brackets; other ways to say a word carry a number.
        found = [part for part in self._decoder.seg() or [] if part.word[0] not in "<[+"]
        if [re.sub(r"\(\d+\)$", "", part.word) for part in found] != words:
            return None
        return [
            (part.start_frame * STEP + MIDDLE, (part.end_frame + 1) * STEP + MIDDLE)
            for part in found
        ]
