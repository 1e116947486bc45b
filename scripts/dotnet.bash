# What ./annona and ./test share: finding the SDK, building one at a time, measuring time.
# Sourced; the caller has set `root`.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Finds the SDK on the path or where its installers put it; says in one sentence how to get it otherwise.
need_dotnet() {
    command -v dotnet >/dev/null && return
    local place
    for place in "${HOME:-/root}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if [ -x "$place/dotnet" ]; then
            export PATH="$place:$PATH" DOTNET_ROOT="$place"
            return
        fi
    done
    printf '%s\n' "Annona needs the .NET SDK 10 and found no 'dotnet': install it from\
 https://dotnet.microsoft.com/download/dotnet/10.0, or without root by\
 curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" >&2
    return 1
}

# The SDK writes to its home folder even when it only builds.
need_home() {
    [ -d "${HOME:-}" ] && [ -w "$HOME" ] || export DOTNET_CLI_HOME="$root/artifacts/home"
}

# An older SDK explains itself at length; here is what to do.
need_sdk() {
    local version
    version=$(cd "$root" && dotnet --version 2>/dev/null) || version=$(cd / && dotnet --version 2>/dev/null || true)
    case $version in
        [1-9][0-9].*) return ;;
    esac
    printf '%s\n' "Annona needs the .NET SDK 10 and found only ${version:-a runtime}: install it from\
 https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    return 1
}

# Names are compared by the rules of their scripts, which are in the ICU library; minimal systems come without it.
need_icu() {
    case $(uname -s) in Linux) ;; *) return 0 ;; esac
    ldconfig -p 2>/dev/null | grep -q libicuuc && return
    find /usr/lib /usr/local/lib /lib -name 'libicuuc.so*' -print -quit 2>/dev/null | grep -q . && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        printf 'annona: installing the ICU library ...\n' >&2
        apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq libicu-dev >/dev/null 2>&1 && return
    fi
    printf '%s\n' "Annona needs the ICU library for names in many scripts (Debian: apt-get install libicu-dev;\
 Fedora: dnf install libicu)." >&2
    return 1
}

# The tests of stores make a database server of their own; its programs are the distribution's.
need_postgres() {
    local place
    command -v initdb >/dev/null && command -v postgres >/dev/null && return
    for place in /usr/lib/postgresql/*/bin /opt/homebrew/opt/*/bin /usr/local/opt/*/bin; do
        [ -x "$place/initdb" ] && return
    done
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        printf 'annona: installing the PostgreSQL server for the tests ...\n' >&2
        apt-get update -qq >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 && return
    fi
    printf '%s\n' "The tests of stores need a PostgreSQL server, which they start and stop themselves (Debian:\
 apt-get install postgresql; macOS: brew install postgresql)." >&2
    return 1
}

# need_tool NAME WHERE
need_tool() {
    command -v "$1" >/dev/null && return
    printf "'%s' was not found: it is part of %s (Debian: apt-get install %s; macOS: brew install %s).\n" \
        "$1" "$2" "$2" "$2" >&2
    return 1
}

# Microseconds; bash writes the decimal mark of the locale into EPOCHREALTIME, so only its digits count.
now() { printf '%s' "${EPOCHREALTIME//[!0-9]/}"; }

# seconds_since START prints tenths of a second: 12.3
seconds_since() {
    local tenths=$((($(now) - $1) / 100000))
    printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# Builds do not overlap: ./annona twice, or ./annona beside ./test, would write the same files.
# The lock is file 9 and lasts until unlock_build; it must be closed for dotnet (9>&-), because the
# compiler's server outlives the build and would keep the lock.
lock_build() {
    need_tool flock util-linux
    mkdir -p "$root/artifacts"
    exec 9>"$root/artifacts/.build-lock"
    flock 9
}

unlock_build() { exec 9>&-; }

# build PROJECT LOG
build() { dotnet build "$1" --configuration Release --nologo --verbosity quiet >"$2" 2>&1 9>&-; }

# show_errors LOG: each error once (the log repeats them in its summary), or the whole log where it names none.
show_errors() {
    grep ': error ' "$1" | awk '!seen[$0]++' | grep . || cat "$1"
}
