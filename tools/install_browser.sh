#!/bin/sh
# Chromium and Chinese fonts from the system's own packages, for the tests in a real browser. The package
# without a window is taken where there is one: its pages open in half the time.
set -eu

if command -v chromium-headless-shell >/dev/null 2>&1; then
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        # It does as well, only slower.
        if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
            DEBIAN_FRONTEND=noninteractive ${as_root:+sudo -n} apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || true
        fi
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq fonts-noto-cjk >/dev/null
    $as_root apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 ||
        $as_root apt-get install -y -qq chromium >/dev/null
elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y -q chromium google-noto-sans-cjk-fonts
elif command -v apk >/dev/null 2>&1; then
    $as_root apk add --quiet chromium font-noto-cjk
elif command -v pacman >/dev/null 2>&1; then
    $as_root pacman -S --noconfirm --quiet chromium noto-fonts-cjk
elif command -v brew >/dev/null 2>&1; then
    brew install --cask chromium
else
    echo "Install Chromium by hand, or name one in CHROMIUM, then run the tests again." >&2
    exit 1
fi
