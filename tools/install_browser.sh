#!/bin/sh
# Chromium and Chinese fonts from the system's own packages, for the tests in a real browser.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi

if command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
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
