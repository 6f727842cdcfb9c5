#!/bin/sh
# nginx and Apache httpd from the system's own packages, for the tests of what ssg server-config writes.
# Neither is started. Where they cannot be had, those tests say so and are skipped.
set -eu

PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
has() { command -v "$1" >/dev/null 2>&1; }

if has nginx && { has apache2 || has httpd; }; then
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi

# Debian's packages start the services that they bring, unless this file forbids it.
policy=/usr/sbin/policy-rc.d
without_starting() {
    ours=""
    if [ ! -e "$policy" ]; then
        ours=1
        printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
        $as_root chmod 755 "$policy"
    fi
    status=0
    DEBIAN_FRONTEND=noninteractive $as_root "$@" >/dev/null || status=$?
    [ -z "$ours" ] || $as_root rm -f "$policy"
    return $status
}

install() {
    if has apt-get; then
        $as_root apt-get update -qq
        without_starting apt-get install -y -qq --no-install-recommends nginx apache2-bin
    elif has dnf; then
        $as_root dnf install -y -q nginx httpd
    elif has apk; then
        $as_root apk add --quiet nginx apache2
    elif has pacman; then
        $as_root pacman -S --noconfirm --quiet nginx apache
    elif has brew; then
        brew install nginx httpd
    else
        return 1
    fi
}

install || echo "nginx and Apache were not installed; the tests that need them are skipped." >&2
