#!/usr/bin/env bash
# Two nodes on one PostgreSQL behind a proxy, one killed with -9 while 2,000 timers fire; then the same with the database
# gone for 30 seconds. Builds the jar, runs both, prints what was lost and doubled. Not one of the tests; takes about ten
# minutes. Further arguments go to Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B -q -ntp -DskipTests package "$@"
exec mvn -B -q -ntp surefire:test -Dtest=TwoNodes "$@"
