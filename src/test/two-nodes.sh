#!/usr/bin/env bash
# Two nodes on one PostgreSQL, one killed with -9 while 2,000 timers fire: builds the jar, runs the check, prints what
# was lost and doubled. Not one of the tests; takes about five minutes. Further arguments go to Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B -q -ntp -DskipTests package "$@"
exec mvn -B -q -ntp surefire:test -Dtest=TwoNodes "$@"
