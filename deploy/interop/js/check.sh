#!/usr/bin/env bash
# Installs the JavaScript clients and checks Laurel with them against a running stack. Options: see check.mjs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
npm ci --silent --ignore-scripts --no-audit --no-fund
exec node check.mjs "$@"
