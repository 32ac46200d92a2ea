#!/usr/bin/env bash
# The embedded installation is killed with -9 a hundred times while people begin journeys and timers fire, every second
# time with its PostgreSQL: builds the jar, runs the check, prints what was lost and doubled. Not one of the tests; each
# kill takes about half a minute:
#   bash src/test/kills.sh -Dkills=25
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B -q -ntp -DskipTests package
exec mvn -B -q -ntp surefire:test -Dtest=Kills "$@"
