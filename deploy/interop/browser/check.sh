#!/usr/bin/env bash
# Looks at run reports in a real browser; those that the trainer's tests leave, unless some are named. Chromium is installed on Debian if it is missing.
# check.sh [REPORT.html...]; with SCREENSHOTS=DIR, pictures of all that was looked at
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v chromium > /dev/null; then
    apt-get install -y -qq --no-install-recommends chromium > /dev/null
fi
if [ $# -eq 0 ]; then
    set -- ../../../trainer/target/run-reports/*/report.html
fi
exec node look.mjs "$@"
