#!/usr/bin/env bash
# Installs the front-end packages as locked and builds them; takes Node.js from a wheel where the machine has no npm.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null 2>&1; then
  .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r requirements/front.txt
  export PATH="$PWD/.venv/bin:$PATH"
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npm run --silent build
