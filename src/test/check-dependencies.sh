#!/usr/bin/env bash
# What the jar is made of, and what is known against it. The bill of materials is written in any case (target/bom.json). The
# known vulnerabilities are looked up without the network, in the copy of the National Vulnerability Database that lies in
# NVD_DATA (default: data/nvd). docs/security.md says how it is made, from the source or from a mirror of one's own.
# Ends with
#   0  nothing of CVSS 7 or more that docs/accepted-vulnerabilities.xml does not accept
#   1  a finding
#   2  the look-up itself failed: nothing is known
#   3  not looked up: there is no copy, or it is older than NVD_OLDEST days (default: 30)
set -euo pipefail
cd "$(dirname "$0")/../.."
data="${NVD_DATA:-data/nvd}"
oldest="${NVD_OLDEST:-30}"
report=target/dependency-check-report.json

not_looked_up() {
  echo "$1 Known vulnerabilities were NOT looked up; docs/security.md says how." >&2
  exit 3
}

mvn -B -q -ntp org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom \
  -DoutputFormat=json -DoutputName=bom -DincludeTestScope=false
echo "$(grep -c '"purl"' target/bom.json) components in target/bom.json"

copy="$([ ! -d "$data" ] || find "$data" -name '*.mv.db' -size +1M | head -1)"
[ -n "$copy" ] || not_looked_up "There is no copy of the National Vulnerability Database in $data."
days=$((($(date +%s) - $(stat -c %Y "$copy")) / 86400))
[ "$days" -le "$oldest" ] || not_looked_up "The copy of the National Vulnerability Database in $data is $days days old."

rm -f "$report"
result=0
mvn -B -ntp org.owasp:dependency-check-maven:12.1.9:check \
  -DdataDirectory="$(realpath "$data")" -DautoUpdate=false -DversionCheckEnabled=false -DfailBuildOnCVSS=7 \
  -DossindexAnalyzerEnabled=false -DcentralAnalyzerEnabled=false -DretireJsAnalyzerEnabled=false \
  -DsuppressionFiles=docs/accepted-vulnerabilities.xml -Dformats=HTML,JSON || result=$?
if [ ! -s "$report" ]; then
  echo "The look-up itself failed (see above): what is known against the components is NOT known." >&2
  exit 2
fi
echo "Looked up in a copy that is $days days old; the findings are in target/dependency-check-report.html"
exit $((result == 0 ? 0 : 1))
