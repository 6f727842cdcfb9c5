#!/bin/sh
# The Nu HTML checker and Lighthouse into .proofs/, which git ignores, for `make proofs` and `make lighthouse`;
# a Java for the checker from the system's own packages. Neither is needed to build a site or to pass the tests:
# the test of the checker says so and is skipped.
set -eu

nu=26.9.27
lighthouse=12.8.2
folder="$(dirname "$0")/../.proofs"

has() { command -v "$1" >/dev/null 2>&1; }

if ! has npm; then
    echo "npm is needed: install Node.js 20 or newer." >&2
    exit 1
fi
mkdir -p "$folder"
installed="nu $nu lighthouse $lighthouse"
if [ "$(cat "$folder/installed" 2>/dev/null)" != "$installed" ]; then
    npm install --no-save --no-audit --no-fund --ignore-scripts --loglevel=error --prefix "$folder" \
        "vnu-jar@$nu" "lighthouse@$lighthouse" >/dev/null
    echo "$installed" >"$folder/installed"
fi

if has java; then
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
if has apt-get; then
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
elif has dnf; then
    $as_root dnf install -y -q java-headless
elif has apk; then
    $as_root apk add --quiet openjdk17-jre-headless
elif has pacman; then
    $as_root pacman -S --noconfirm --quiet jre-openjdk-headless
else
    echo "Install a Java runtime by hand; without one the Nu checker is skipped." >&2
fi
