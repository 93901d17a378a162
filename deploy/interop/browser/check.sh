#!/usr/bin/env bash
# Looks at pages in a real browser; those that the tests of trainer and command leave, unless some are named. Chromium is installed on Debian if it is missing.
# check.sh [REPORT.html...]; with SCREENSHOTS=DIR, pictures of all that was looked at
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! command -v chromium > /dev/null; then
    apt-get install -y -qq --no-install-recommends chromium > /dev/null
fi
if [ $# -eq 0 ]; then
    set -- "$here"/../../../trainer/target/run-reports/*/report.html "$here"/../../command/target/demo-pages/*/report.html
fi
reports=()
for report in "$@"; do
    [ -f "$report" ] || { echo "$report is no file" >&2; exit 2; }
    reports+=("$(realpath "$report")")
done
exec node "$here/look.mjs" "${reports[@]}"
