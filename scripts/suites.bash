# Runs one suite and counts what its results file says. Sourced by ./test, and by the test of this file.
# Totals over all suites:
passed=0 failed=0 skipped=0
# What each suite printed:
suite_lines=()

# count_results FILE prints "passed failed skipped" of an xUnit results file; fails where the file is absent or cut
# short. Errors outside a test (a fixture that could not be disposed of) count as failed.
count_results() {
    [ -f "$1" ] && awk '
        BEGIN { RS = "<" }
        $1 == "assembly" {
            whole = 0
            n = split($0, parts, "\"")
            for (i = 1; i < n; i += 2) {
                name = parts[i]; sub(/^.*[ \n\t]/, "", name)
                if (name == "passed=") passed += parts[i + 1]
                if (name == "failed=" || name == "errors=") failed += parts[i + 1]
                if (name == "skipped=") skipped += parts[i + 1]
                if (name == "total=") totals++
            }
            assemblies++
        }
        /^\/assemblies>/ { whole = 1 }
        END {
            if (!whole || !assemblies || totals != assemblies) exit 1
            print passed + 0, failed + 0, skipped + 0
        }' "$1"
}

# run_suite NAME BUDGET LIMIT RESULTS COMMAND...
# The budget (seconds) is printed beside the time taken; the limit (seconds) ends a suite that hangs. A suite that
# hangs, crashes, says nothing or finds nothing counts as one failed test at least.
run_suite() {
    local name=$1 budget=$2 limit=$3 results=$4 started code=0 counts='0 0 0' wrong='' p f s
    shift 4
    rm -f "$results"
    started=$(now)

    # In the background, so that Ctrl-C reaches this script, which then ends the whole group of processes.
    timeout --kill-after=5 "$limit" "$@" &
    runner=$!
    wait "$runner" || code=$?
    runner=''

    if ! counts=$(count_results "$results"); then
        counts='0 0 0'
        wrong="it left no whole results file (exit code $code)"
    fi
    read -r p f s <<<"$counts"
    if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
        wrong="it was stopped (limit $limit s)"
    elif [ -z "$wrong" ] && [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then
        wrong="it ended with exit code $code and no failed test"
    elif [ -z "$wrong" ] && [ $((p + f + s)) -eq 0 ]; then
        wrong='it found no test'
    fi
    [ -z "$wrong" ] || f=$((f + 1))

    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    suite_lines+=("$(printf '%-24s %5d passed %4d failed %4d skipped %7s s of %d s%s' \
        "$name" "$p" "$f" "$s" "$(seconds_since "$started")" "$budget" "${wrong:+   <- $wrong}")")
    printf '%s\n' "${suite_lines[-1]}"
}

# The last line of every run is always of one form; the status says whether all is well.
sum_up() {
    [ "$skipped" -eq 0 ] || printf '%d skipped: they want outside data (see CONTRIBUTING.md)\n' "$skipped"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
