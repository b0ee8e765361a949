#!/bin/sh
# need-html-checker.sh: see to it that .cache/vnu/vnu.jar is the Nu HTML checker, and that Java is there to run it.
# npm fetches the package; only a jar with the sum below is used.
set -eu
version=26.9.27
sum=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
jar=.cache/vnu/vnu.jar

have_jar() {
    [ -f "$jar" ] && echo "$sum  $jar" | sha256sum --check --quiet --status
}

have_java() {
    command -v java >/dev/null
}

have_npm() {
    command -v npm >/dev/null
}

have_java && have_jar && exit 0

packages=
have_java || packages=default-jre-headless
have_jar || have_npm || packages="$packages npm"
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "make check needs $packages: installing with apt-get."
    apt-get update -qq
    # shellcheck disable=SC2086 # one word for each package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
fi

if ! have_jar && have_npm; then
    rm -rf .cache/vnu
    mkdir -p .cache/vnu
    (
        cd .cache/vnu
        npm pack --silent "vnu-jar@$version" >/dev/null
        tar -xzf "vnu-jar-$version.tgz" --strip-components=3 package/build/dist/vnu.jar
        rm "vnu-jar-$version.tgz"
    )
fi
have_java && have_jar && exit 0

have_java || echo "The HTML checker needs Java, and none was found." >&2
have_jar || echo "The HTML checker (npm package vnu-jar $version) was not found in .cache/vnu." >&2
echo "On Debian, as root: apt-get install default-jre-headless npm" >&2
exit 1
