#!/bin/sh
# Installs or names what is missing. Usage: scripts/need.sh bench|build|browser|players|espeak|fuzz|system
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

# Names what is missing and how it is had.
missing() {
    echo "missing: $1" >&2
    echo "  $2" >&2
    exit 1
}

# Installs a system package where this machine lets us.
install() {
    have apt-get || return 1
    if [ "$(id -u)" = 0 ]; then as=""; elif have sudo && sudo -n true 2>/dev/null; then as="sudo"; else return 1; fi
    echo "installing $*" >&2
    $as apt-get install -y -qq "$@" >/dev/null 2>&1 ||
        { $as apt-get update -qq >/dev/null 2>&1 && $as apt-get install -y -qq "$@" >/dev/null; }
}

browser() {
    for name in chromium chromium-browser google-chrome; do
        have "$name" && return 0
    done
    [ -n "${CHROMIUM:-}" ] && have "$CHROMIUM"
}

# The players that the tests try: `need_player NAME LOOK PACKAGE...`, where LOOK succeeds when it is there.
# A machine that has no apt-get, or does not let us, tries the players that it has.
need_player() {
    name=$1 look=$2
    shift 2
    $look || install "$@" && $look && return 0
    if have apt-get && [ "$(id -u)" = 0 ]; then missing "$name" "apt-get install $*"; fi
    echo "$name is not tried here; on Debian: apt-get install $*" >&2
}

has_firefox() { { have firefox-esr || have firefox; } && { [ "$(uname)" != Linux ] || have pulseaudio; }; }
has_webkit() {
    have WebKitWebDriver && have Xvfb && have pulseaudio && have_gstreamer &&
        ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser /usr/libexec/webkit2gtk-4.*/MiniBrowser 2>/dev/null | grep -q .
}
# Its plugins for MP3 and for sound devices come with other packages than the browser.
have_gstreamer() {
    for plugin in gstlibav gstpulseaudio gstaudioparsers gstmpg123; do
        ls /usr/lib/*/gstreamer-1.0/lib$plugin.so /usr/lib64/gstreamer-1.0/lib$plugin.so 2>/dev/null | grep -q . || return 1
    done
}
has_ffmpeg() { have ffmpeg && have ffprobe; }
has_mpv() { have mpv; }

case "$1" in
bench)
    # Optional: the row that needs them says that they are missing.
    { have nginx || [ -x /usr/sbin/nginx ]; } && have wrk || install nginx-light wrk ||
        echo "nginx or wrk is not installed: the service is not measured beside nginx" >&2
    ;;
build)
    have cargo || missing "Rust" "see https://rustup.rs"
    have cc || missing "a C compiler" "on Debian: apt-get install gcc make"
    have python3 && python3 -m pip --version >/dev/null 2>&1 ||
        missing "Python with pip" "on Debian: apt-get install python3-pip"
    ;;
browser)
    have node && have npm || install nodejs npm ||
        missing "Node.js 20 or newer with npm" "see https://nodejs.org"
    [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] ||
        missing "Node.js 20 or newer" "this is $(node --version); see https://nodejs.org"
    browser || install chromium || missing "Chromium" \
        "install the package chromium, or name a Chromium binary in the variable CHROMIUM"
    ;;
players)
    # Firefox plays nothing without a sound device: PulseAudio is one that nobody hears.
    need_player Firefox has_firefox firefox-esr pulseaudio
    need_player WebKitGTK has_webkit webkit2gtk-driver xvfb pulseaudio gstreamer1.0-plugins-good \
        gstreamer1.0-plugins-ugly gstreamer1.0-plugins-bad gstreamer1.0-libav
    need_player ffmpeg has_ffmpeg ffmpeg
    need_player mpv has_mpv mpv
    ;;
espeak)
    # Optional: without it, words of other languages are said by the model of English spelling.
    have espeak-ng || install espeak-ng || echo "espeak-ng is not installed: its tests try nothing" >&2
    ;;
fuzz)
    have cargo-fuzz || cargo install --quiet --locked cargo-fuzz ||
        missing "cargo-fuzz" "cargo install cargo-fuzz; it needs a C++ compiler (Debian: g++)"
    ;;
system)
    # What the feature `system` links; other systems than Linux have it.
    [ "$(uname)" = Linux ] || exit 0
    here() {
        have pkg-config && pkg-config --exists speech-dispatcher alsa &&
            { have llvm-config || ls /usr/lib/llvm-*/lib/libclang*.so* /usr/lib*/libclang*.so* /usr/lib/*/libclang*.so* 2>/dev/null | grep -q .; }
    }
    here || install pkg-config libspeechd-dev libasound2-dev libclang-dev || missing "the system's own speech and sound" \
        "on Debian: apt-get install pkg-config libspeechd-dev libasound2-dev libclang-dev"
    ;;
*)
    echo "usage: scripts/need.sh bench|build|browser|players|espeak|fuzz|system" >&2
    exit 2
    ;;
esac
