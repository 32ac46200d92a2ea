#!/usr/bin/env bash
# Takes what a clause claims away (the required answer, the clock, the step, the message) in a copy of models, forms and
# tables, and runs the tests named for the clause: one of them must fail. Prints each turn, then tried and survivors; the
# table stands in target/clauses.md.
#   bash src/test/clauses.sh -Dclause=RUT-S47-04a      this one, or several with commas
#   bash src/test/clauses.sh -Dsample=20 -Dseed=7      a random sample; without a seed, the one taken is printed
#   bash src/test/clauses.sh -Dall                     every clause that is met: some hours
set -euo pipefail
cd "$(dirname "$0")/../.."
exec "${MAVEN:-mvn}" -B -q -ntp test -Dtest=TakeClausesAwayTest -Dclauses.turns=true -Dtest.forks=1 "$@"
