# Everything a person does with Aloud's source. `make run` and `make test` need nothing done before.

.PHONY: run test fmt clippy system system-test rust-test openai-test doc fuzz browser-test voice voices bench bench-delivery bench-speech \
	bench-text bench-phonemes bench-article bench-times bench-player bench-players screenshots need-build

# The voice and the sound of the tests are kept apart from those of a service run here.
TEST_DATA := $(CURDIR)/target/test-data
VOICE := en_US-joe-medium
# Code without `unsafe` gains nothing from a sanitizer, which would need a nightly compiler.
FUZZ_SECONDS := 60
# The same texts on every run of the checks; 0 tries others each time.
FUZZ_SEED := 1
# The tests talk to this machine only, whatever proxy is set for the installations.
export NO_PROXY := 127.0.0.1,localhost
export no_proxy := $(NO_PROXY)
# Warnings are errors in the checks, but not while somebody is writing.
export RUSTDOCFLAGS := -D warnings

## The service, with the demo page on http://127.0.0.1:7878/demo/
run: need-build
	cargo run --release -- serve

## Every check there is; what CI runs
test: need-build fmt clippy system rust-test openai-test doc fuzz browser-test

fmt:
	cargo fmt --check

clippy:
	cargo clippy --all-targets -- -D warnings

## The feature that is off by default; left out where its libraries cannot be had
system: need-build
	@if scripts/need.sh system; then cargo clippy --all-targets --features system -- -D warnings; \
	else echo "the feature system is not looked at" >&2; fi

## The tests of that feature: a second build of everything
system-test: system
	cargo test --features system --lib --bin aloud -- system play voices

voice: need-build
	cargo run --quiet -- --data $(TEST_DATA) voices install $(VOICE)

# Kokoro as well, whose model every one of its voices has: 120 MB, once.
voices: voice
	cargo run --quiet -- --data $(TEST_DATA) voices install af_heart

rust-test: voices
	scripts/need.sh espeak
	ALOUD_TEST_DATA=$(TEST_DATA) cargo test

## The official Python client against this service
openai-test: voice
	python3 -m pip install --quiet --disable-pip-version-check --upgrade --target target/openai-client -r tests/openai/requirements.txt
	PYTHONPATH=target/openai-client python3 tests/openai/test_client.py target/debug/aloud $(TEST_DATA) $(VOICE)

doc:
	cargo doc --no-deps --document-private-items

## Any bytes as a document: never a panic, a hang, or a lost character
fuzz: need-build
	scripts/need.sh fuzz
	cargo fuzz run text --sanitizer none -- -seed=$(FUZZ_SEED) -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -verbosity=0

browser-test: voice
	scripts/need.sh browser
	scripts/need.sh players
	cd tests/browser && npm ci --no-fund --no-audit && npm run types
	cd tests/browser && ALOUD_BIN=$(CURDIR)/target/debug/aloud ALOUD_TEST_DATA=$(TEST_DATA) npm test

## First byte, throughput and memory, beside Piper's own server where Python can install it; and delivery
bench: need-build
	scripts/need.sh bench
	cargo bench --bench news_page --bench delivery

## Cold pages and ranges, fifty listeners, a rendered article beside nginx; with ROWS, some of them only
bench-delivery: need-build
	scripts/need.sh bench
	cargo bench --bench delivery -- $(ROWS)

## First sound, plan and throughput in one process; with SENTENCES=5000, memory over so many instead
bench-speech: need-build
	SENTENCES="$(SENTENCES)" cargo bench --bench speech

## Speed of the text front end; with CASES or PARAGRAPHS, files of each, how often it is right
bench-text: need-build
	CASES="$(CASES)" PARAGRAPHS="$(PARAGRAPHS)" cargo bench --bench text

## How well articles are told from what stands around them: make bench-article PAGES=dir
bench-article:
	cargo bench --bench article -- "$(PAGES)"

## Errors of the model of spelling on words it has not seen, its speed and its size
bench-phonemes: need-build
	cargo test --release --lib phoneme::model -- --nocapture --test-threads 1

## How far the times of words are from the sound, by a recogniser that knows nothing of the voice
bench-times: voice
	python3 benches/times/measure.py --aloud target/debug/aloud --data $(TEST_DATA) --voice $(VOICE)

## How the player does in a page: what it costs before a press, press to sound, highlight beside the sound
bench-player: voice
	scripts/need.sh browser
	cargo build --release
	cd tests/browser && npm ci --no-fund --no-audit
	cd tests/browser && ALOUD_BIN=$(CURDIR)/target/release/aloud ALOUD_TEST_DATA=$(TEST_DATA) ROUNDS="$(ROUNDS)" npm run measure

## From the press, and from a seek into sound that does not exist, to sound in Chromium and Firefox; ROUNDS=n
bench-players: voice
	scripts/need.sh browser
	scripts/need.sh players
	cargo build --release
	cd tests/browser && npm ci --no-fund --no-audit
	cd tests/browser && ALOUD_BIN=$(CURDIR)/target/release/aloud ALOUD_TEST_DATA=$(TEST_DATA) ROUNDS="$(ROUNDS)" npm run press

## Pictures of the demo page, in tests/browser/shots
screenshots: voice
	scripts/need.sh browser
	cd tests/browser && npm ci --no-fund --no-audit
	cd tests/browser && ALOUD_BIN=$(CURDIR)/target/debug/aloud npm run screenshots

need-build:
	@scripts/need.sh build
