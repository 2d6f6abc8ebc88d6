#!/usr/bin/env python3
"""How far the word times of a voice are from its sound, by ears that know nothing of the voice.

`make bench-times`, or `benches/times/measure.py --aloud target/debug/aloud --data target/test-data`.
Renders sentences.txt as one document, decodes the MP3 that a listener gets, has a recogniser find
every word in it, and compares its times with those of timings.json. Before it believes the
recogniser, it gives it sound of which the truth is known. Fails (1) where the times are worse than
they may be, (2) where they could not be measured.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from hearing import Recogniser, Sound

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ["pocketsphinx==5.1.1", "soundfile>=0.13,<1", "soxr>=0.5,<2", "numpy>=1.26,<3"]

# What the times must keep, in ms.
WORST_MEDIAN = 60
WORST_DRIFT = 20
# Share of the words that must have times on both sides for the figures to speak for the voice.
LEAST_COMPARED = 0.9

# What is heard on both sides of a sentence, in seconds; the pause there is longer.
ROOM = 0.25
# The sentences at either end between which drift is measured.
END = 10
# What the sound is changed by for the check of this tool, and how near its figures must come.
DELAY_MS = 200
STRETCH = 1.001
CHECK_WITHIN_MS = 10
# Words that are said alone and then joined; how many in a row, which makes a short sentence; and
# how often each, with other neighbours.
ALONE = 40
IN_A_ROW = 5
ROUNDS = 4
# Beyond this the recogniser does not understand the voice.
WORST_JOINT_MS = 30


def main() -> int:
    """0 where the times are as good as they must be."""
    options = arguments()
    with_packages(options.folder / "python")
    from hearing import Recogniser, decoded  # there is no hearing before the packages

    recogniser = Recogniser()
    sentences = options.sentences.read_text().split("\n\n")
    alone = words_alone(sentences, recogniser)
    document, single = render(options, "\n\n".join(sentences), "\n\n".join(alone))
    spoken = [Sentence.of(*entry) for entry in told(document)]
    sound = decoded(document / "audio.mp3")
    check_length(sound, document)
    check_joints(recogniser, single)
    check_changes(recogniser, spoken, sound)
    words = compare(recogniser, spoken, sound)
    return report(options.voice, spoken, words)


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--aloud", type=Path, default=ROOT / "target/debug/aloud")
    parser.add_argument("--data", type=Path, default=ROOT / "target/test-data")
    parser.add_argument("--voice", default="en_US-joe-medium")
    parser.add_argument("--sentences", type=Path, default=HERE / "sentences.txt")
    parser.add_argument("--folder", type=Path, default=ROOT / "target/bench/times")
    return parser.parse_args()


def give_up(reason: str) -> NoReturn:
    """Ends the program: nothing was measured."""
    print(f"not measured: {reason}", file=sys.stderr)
    sys.exit(2)


def with_packages(folder: Path) -> None:
    """Goes on in the Python of a virtual environment that has the packages."""
    folder = folder.absolute()
    if Path(sys.prefix) == folder:
        return
    python, stamp = folder / "bin/python", folder / "packages.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(PACKAGES):
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        try:
            venv.create(folder, with_pip=True)
            subprocess.run([python, *install], check=True)
        except subprocess.CalledProcessError as error:
            give_up(f"Python could not install its packages: {error}")
        stamp.write_text("\n".join(PACKAGES))
    # -B: nothing is compiled into the source tree.
    os.execv(python, [str(python), "-B", __file__, *sys.argv[1:]])


# What Aloud says.


@dataclass(frozen=True)
class Sentence:
    """A sentence and what Aloud tells of its times, in seconds."""

    number: int
    start: float
    end: float
    words: list[str]
    # By the index of the word; one without times is missing.
    times: dict[int, tuple[float, float]]

    @staticmethod
    def of(number: int, timing: dict, text: str) -> "Sentence":
        """The sentence of an entry in timings.json, whose `text` is ASCII."""
        matches = list(re.finditer(r"[A-Za-z']+", text))
        places = {(match.start(), match.end()): n for n, match in enumerate(matches)}
        times = {
            places[place]: (word["start"], word["end"])
            for word in timing.get("words", [])
            if (place := (word["from"], word["to"])) in places
        }
        words = [match[0].lower() for match in matches]
        return Sentence(number, timing["start"], timing["end"], words, times)


def words_alone(sentences: list[str], recogniser: "Recogniser") -> list[str]:
    """The first long words of the sentences, each once; all words must be known."""
    words = dict.fromkeys(re.findall(r"[a-z']+", " ".join(sentences).lower()))
    unknown = [word for word in words if not recogniser.sounds_of(word)]
    if unknown or not "".join(sentences).isascii():
        give_up(f"the recogniser does not know {', '.join(unknown) or 'all letters'}")
    return [word for word in words if len(word) > 5][:ALONE]


def render(options: argparse.Namespace, *texts: str) -> list[Path]:
    """The folders with the sound and the times of each text, made anew."""
    folder = options.folder
    for old in ("data", "out"):
        shutil.rmtree(folder / old, ignore_errors=True)
    # A store of its own: one that knows the sentences would give yesterday's times.
    (folder / "data").mkdir(parents=True)
    (folder / "data/voices").symlink_to((options.data / "voices").absolute())
    sources = [folder / f"text-{n}.txt" for n in range(len(texts))]
    for source, text in zip(sources, texts):
        source.write_text(text)
    command = [options.aloud, "--data", folder / "data", "render", "--voice", options.voice]
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("ALOUD_")}
    command += ["--out", folder / "out", *sources]
    try:
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=True)
    except OSError as error:
        give_up(f"{options.aloud}: {error.strerror}")
    except subprocess.CalledProcessError:
        give_up("aloud could not render the sentences")
    return [folder / "out" / source.stem for source in sources]


def told(folder: Path) -> list[tuple[int, dict, str]]:
    """Every sentence of a rendered document: its number, its times and its text."""
    timings = json.loads((folder / "timings.json").read_text())
    texts = [block["text"] for block in timings["blocks"]]
    # The offsets of words count from the beginning of the block; every block is one sentence.
    if len(texts) != len(timings["sentences"]):
        give_up("a paragraph is not one sentence")
    return [
        (number, timing, texts[timing["block"]])
        for number, timing in enumerate(timings["sentences"], 1)
    ]


# What is heard of it.


@dataclass(frozen=True)
class Word:
    """A word, when Aloud says it is heard, and when it is; in seconds."""

    text: str
    sentence: int
    sounds: list[str]
    told: tuple[float, float]
    heard: tuple[float, float]
    # Whether no word of its sentence is in front of it.
    first: bool

    @property
    def start(self) -> float:
        """How much too late its start is told, in ms."""
        return (self.told[0] - self.heard[0]) * 1000

    @property
    def end(self) -> float:
        """How much too late its end is told, in ms."""
        return (self.told[1] - self.heard[1]) * 1000


def compare(recogniser: "Recogniser", sentences: list[Sentence], sound: "Sound") -> list[Word]:
    """The words that have times on both sides."""
    words = []
    for sentence in sentences:
        begin = max(0, sentence.start - ROOM)
        found = recogniser.find(sentence.words, sound.cut(begin, sentence.end + ROOM)) or []
        for n, (text, (start, end)) in enumerate(zip(sentence.words, found)):
            if n in sentence.times:
                sounds = recogniser.sounds_of(text) or []
                heard = (begin + start, begin + end)
                word = Word(text, sentence.number, sounds, sentence.times[n], heard, n == 0)
                words.append(word)
    if len(words) < LEAST_COMPARED * sum(len(sentence.words) for sentence in sentences):
        give_up(f"only {len(words)} words have times and were heard")
    return words


# Whether the ears can be believed.


def check_length(sound: "Sound", folder: Path) -> None:
    """Gives up where the decoder left something out: all times would be wrong by that much."""
    duration = json.loads((folder / "timings.json").read_text())["duration"]
    if abs(sound.seconds - duration) > 0.001:
        give_up(f"the decoder gave {sound.seconds:.3f} s of sound, not {duration:.3f} s")


def check_joints(recogniser: "Recogniser", folder: Path) -> None:
    """Has the recogniser find the joints of words that were said alone and then put together.

    Nobody told us where these joints are: we made them.
    """
    from hearing import decoded, joined

    sound, errors = decoded(folder / "audio.mp3"), []
    pieces = [
        (text.lower(), sound.cut(timing["start"] - ROOM / 2, timing["end"] + ROOM).trimmed())
        for _, timing, text in told(folder)
    ]
    shuffle = Random(1).shuffle  # the same rows on every run
    for _ in range(ROUNDS):
        shuffle(pieces)
        for at in range(0, len(pieces), IN_A_ROW):
            row = pieces[at : at + IN_A_ROW]
            whole, joints = joined([piece for _, piece in row])
            found = recogniser.find([word for word, _ in row], whole.delayed(ROOM))
            for (_, end), joint in zip(found or [], joints[1:-1]):
                errors.append((end - ROOM - joint) * 1000)
    if not errors or abs(median(errors)) > WORST_JOINT_MS:
        give_up("the recogniser does not understand this voice")
    sizes = [abs(error) for error in errors]
    print(
        f"The recogniser on {len(errors)} joints of words whose places are known: median error"
        f" {median(sizes):.0f} ms, 90th percentile {ninetieth(sizes):.0f} ms,"
        f" bias {median(errors):+.0f} ms"
    )


def check_changes(recogniser: "Recogniser", sentences: list[Sentence], sound: "Sound") -> None:
    """Changes the sound by what is known, and gives up where the figures do not say so."""
    ends = sentences[:END] + sentences[-END:]
    plain = compare(recogniser, ends, sound)
    late = compare(recogniser, ends, sound.delayed(DELAY_MS / 1000))
    slow = compare(recogniser, ends, sound.stretched(STRETCH))
    shift = median(word.start for word in plain) - median(word.start for word in late)
    first, last = (median(s.start for s in some) for some in (ends[:END], ends[-END:]))
    true_drift = (last - first) * (STRETCH - 1) * 1000
    seen_drift = drift(plain, sentences, "start") - drift(slow, sentences, "start")
    print(
        f"Sound delayed by {DELAY_MS} ms: {shift:.0f} ms measured;"
        f" slowed so that it drifts by {true_drift:.0f} ms: {seen_drift:.0f} ms measured"
    )
    if max(abs(shift - DELAY_MS), abs(seen_drift - true_drift)) > CHECK_WITHIN_MS:
        give_up("the recogniser does not hear a change that was made")


# What comes of it.


def ninetieth(values: list[float]) -> float:
    """What nine of ten values do not exceed."""
    return quantiles(values, n=10, method="inclusive")[-1]


def drift(words: list[Word], sentences: list[Sentence], edge: str) -> float:
    """How much later than in the first sentences it is told in the last ones, in ms."""
    early, late = sentences[END - 1].number, sentences[-END].number
    first = median(getattr(word, edge) for word in words if word.sentence <= early)
    last = median(getattr(word, edge) for word in words if word.sentence >= late)
    return last - first


def kind_of(sound: str) -> str:
    """What kind of sound a phoneme of the dictionary is."""
    kinds = {
        "stops": "P T K B D G CH JH",
        "fricatives": "F V TH DH S Z SH ZH HH",
        "nasals": "M N NG",
        "l, r, w, y": "L R W Y",
    }
    return next((kind for kind, some in kinds.items() if sound in some.split()), "vowels")


def report(voice: str, sentences: list[Sentence], words: list[Word]) -> int:
    """Prints the figures; 0 where they are within the bounds."""
    there = sum(len(sentence.words) for sentence in sentences)
    print(f"\n{voice}: {len(words)} of {there} words in {len(sentences)} sentences compared, in ms")
    print(f"{'':<22} {'median':>7} {'90th':>7} {'bias':>7} {'drift':>7}   (+: told late)")
    good = True
    for edge in ("start", "end"):
        errors = [getattr(word, edge) for word in words]
        sizes = [abs(error) for error in errors]
        moved = drift(words, sentences, edge)
        good &= median(sizes) <= WORST_MEDIAN and abs(moved) <= WORST_DRIFT
        figures = (median(sizes), ninetieth(sizes), f"{median(errors):+.1f}", f"{moved:+.1f}")
        print("{:<22} {:>7.1f} {:>7.1f} {:>7} {:>7}".format(f"{edge}s of words", *figures))
    print(f"bounds {WORST_MEDIAN:>23} {'':>15} {WORST_DRIFT:>7}")
    kinds(words)
    worst(words)
    print("\nwithin the bounds" if good else "\nNOT within the bounds")
    return 0 if good else 1


def kinds(words: list[Word]) -> None:
    """Prints the bias by where in a sentence and with what kind of sound a word begins or ends."""
    groups = defaultdict(list)
    for word in words:
        place = "first of a sentence" if word.first else kind_of(word.sounds[0])
        groups[f"starts, {place}"].append(word.start)
    for word in words:
        groups[f"ends, {kind_of(word.sounds[-1])}"].append(word.end)
    print("\nbias by sound")
    for name, errors in groups.items():
        print(f"{name:<30} {median(errors):>+7.1f}   of {len(errors)}")


def worst(words: list[Word]) -> None:
    """Prints the ten words that are farthest off."""
    print("\nthe ten worst words            told            heard     start    end")
    far = sorted(words, key=lambda word: -max(abs(word.start), abs(word.end)))
    for word in far[:10]:
        (a, b), (c, d) = word.told, word.heard
        times = f"{a:7.2f}–{b:<7.2f} {c:7.2f}–{d:<7.2f}"
        print(f"{word.sentence:>3} {word.text:<16} {times} {word.start:>+7.0f} {word.end:>+7.0f}")


if __name__ == "__main__":
    sys.exit(main())
