# Writes down a long run that passed. Sourced by ./test.
long_page=docs/measurements/long.md

# digest_of FOLDER...: one hash over names and bytes of the sources in these folders, whatever the commit is called.
# LongRunTests computes the same.
digest_of() {
    find "$@" -name '*.cs' -type f | LC_ALL=C sort | while IFS= read -r file; do
        printf '%s  %s\n' "$(sha256_of <"$file")" "$file"
    done | sha256_of
}

sha256_of() { { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1; }

# write_long_run LINE...: the page, with the lines that the suites printed.
write_long_run() {
    local commit tree=clean
    commit=$(git rev-parse HEAD 2>/dev/null || echo 'not known')
    [ -z "$(git status --porcelain -- src tests 2>/dev/null)" ] || tree='with changes'
    mkdir -p "$(dirname "$long_page")"
    {
        cat <<'TEXT'
# The long run

`./test long` wrote this page when it passed: 500 kills a store, cuts of power, the long simulation, a million entries
backed up and put back. Nobody edits it. Tidy fails when the sources of Journal or Storage are others than these: then
run `./test long` again and commit what it writes.

| what | |
|---|---|
TEXT
        printf '| commit | %s, %s |\n' "$commit" "$tree"
        printf '| sources | %s |\n' "$(digest_of src/Annona.Journal src/Annona.Storage)"
        printf '| ended | %s |\n' "$(date -u +%Y-%m-%dT%H:%MZ)"
        printf '| machine | %s cores, %s |\n' "$(getconf _NPROCESSORS_ONLN)" "$(uname -srm)"
        printf '| seed | fixed in each test, which prints the one that failed |\n'
        printf '\n```\n'
        printf '%s\n' "$@"
        printf '```\n'
    } >"$long_page"
    printf 'The long run is written down in %s: commit it.\n' "$long_page"
}
