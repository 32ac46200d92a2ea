#!/usr/bin/env bash
# Installs what the tests need (from the system's packages: a browser, a font, Node.js), checks that the models are as
# Camunda Modeler writes them and keep the rules of bpmnlint, that its templates are valid, and runs every test.
set -euo pipefail
cd "$(dirname "$0")/../.."

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

node_is_there() { command -v npm >/dev/null && command -v node >/dev/null; }

node_is_new() { node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; }

install() {
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if command -v apt-get >/dev/null; then
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"
  else
    echo "Install Chromium (or Google Chrome) and Node.js 20 or newer with your system's package manager, then run this again." >&2
    exit 1
  fi
}

browser >/dev/null || install chromium fonts-liberation
node_is_there || install --no-install-recommends nodejs npm
if ! node_is_new; then
  # Debian 12 has Node.js 18, which the tools for the models no longer run on.
  npm install --prefix target/node --no-package-lock --no-audit --no-fund --loglevel=error node@22.23.3
  PATH="$PWD/target/node/node_modules/node/bin:$PATH"
fi

CHROMIUM="$(browser)"
export CHROMIUM
npm --prefix docs/diagrams run check
npm --prefix docs/diagrams run lint
# The element templates against the public schema of Camunda Modeler.
npm --prefix docs/diagrams run templates
exec mvn -B -ntp verify
