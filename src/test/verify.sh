#!/usr/bin/env bash
# Installs what the tests need (a browser and a font, from the system's packages) and runs every test.
set -euo pipefail
cd "$(dirname "$0")/../.."

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if ! browser >/dev/null; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if command -v apt-get >/dev/null; then
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-liberation
  else
    echo "Install Chromium (or Google Chrome) with your system's package manager, then run this again." >&2
    exit 1
  fi
fi

# Where npm is installed: the element templates against the public schema of Camunda Modeler.
if command -v npm >/dev/null; then
  npm --prefix docs/diagrams run --silent templates
fi

CHROMIUM="$(browser)" exec mvn -B -ntp verify
