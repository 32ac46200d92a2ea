#!/usr/bin/env bash
# One child's whole way through the service, from a concern to the adoption order, lived in the demonstration's own data
# (./data). The application must not run meanwhile; start it afterwards and look at C-1004. Takes about two minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec mvn -B -q -ntp test -Dtest=OneChildOneLifeTest \
  -Dlife.directory=data/postgres -Dlife.database=pathways -Dlife.durable=true "$@"
