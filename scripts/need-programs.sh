#!/bin/sh
# need-programs.sh: see to it that the tests find what pip cannot install: Chromium and a font with
# Vietnamese letters for the pages, nginx for the hosting. Any Chromium will do; the headless shell is
# the same engine without windows, and opens a page for a third of the work.
# Debian's fonts-liberation has no Vietnamese in some releases; fonts-dejavu-core has in all.
set -eu
packages="chromium-headless-shell fontconfig fonts-dejavu-core nginx-light"

have_browser() {
    [ -n "${CHROMIUM:-}" ] && command -v "$CHROMIUM" >/dev/null && return 0
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

have_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=vi family)" ]
}

have_nginx() {
    PATH="$PATH:/usr/sbin" command -v nginx >/dev/null
}

have_browser && have_font && have_nginx && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The tests need $packages: installing them with apt-get."
    apt-get update -qq
    # RUNLEVEL=1: nginx is installed and not started; the tests start one of their own.
    # shellcheck disable=SC2086 # one word for each package
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
    have_browser && have_font && have_nginx && exit 0
fi

have_browser || echo "The browser tests need Chromium, and none was found." >&2
have_font || echo "The browser tests need a font with Vietnamese letters, and none was found." >&2
have_nginx || echo "The hosting tests need nginx, and none was found." >&2
echo "On Debian, as root: apt-get install $packages" >&2
echo "A browser that stands elsewhere: make CHROMIUM=/path/to/chromium test" >&2
# Nobody reads a hint in CI. At a desk the other tests run, and these fail by themselves.
[ "${CI:-}" != true ]
