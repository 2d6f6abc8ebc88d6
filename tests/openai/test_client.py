#!/usr/bin/env python3
"""The official Python client of OpenAI against a service that it does not know about.

Usage: test_client.py ALOUD DATA VOICE
"""

import io
import subprocess
import sys
import wave

from openai import APIStatusError, OpenAI

TEXT = "The council will meet again on Thursday. Nobody was hurt."


def served(aloud, data, voice):
    """The service and its address."""
    command = [aloud, "--data", data, "serve", "--listen", "127.0.0.1:0", "--voice", voice]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = service.stdout.readline()
    assert line.startswith("listening on "), line
    return service, line.removeprefix("listening on ").strip()


def check(client):
    assert [model.id for model in client.models.list()] == ["aloud"]

    speech = client.audio.speech.create(model="tts-1", voice="alloy", input=TEXT)
    assert len(speech.content) > 10_000, "MP3 is what comes without a wish"

    speech = client.audio.speech.create(model="tts-1", voice="nova", input=TEXT, response_format="wav")
    with wave.open(io.BytesIO(speech.content)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    assert 2 < seconds < 10, seconds

    faster = client.audio.speech.create(
        model="tts-1", voice="nova", input=TEXT, response_format="pcm", speed=2.0
    )
    assert len(faster.content) / 48_000 < 0.8 * seconds

    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts",
        voice="coral",
        input=TEXT,
        instructions="Speak calmly.",
        response_format="pcm",
    ) as stream:
        pieces = list(stream.iter_bytes(4_096))
    assert len(pieces) > 5 and abs(sum(map(len, pieces)) / 48_000 - seconds) < 0.01

    try:
        client.audio.speech.create(model="tts-1", voice="nobody", input=TEXT)
    except APIStatusError as error:
        assert error.status_code == 400 and "nobody" in error.message, error
    else:
        raise AssertionError("a voice that is not there")


def main():
    service, address = served(*sys.argv[1:])
    try:
        check(OpenAI(base_url=address + "/v1", api_key="none", max_retries=0))
    finally:
        service.terminate()
        service.wait()
    print("the official client is content")


if __name__ == "__main__":
    main()
