#!/usr/bin/env bash
# What the jar is made of, and what is known against it. The bill of materials is written in any case (target/bom.json). The
# known vulnerabilities are looked up without the network, in the copy of the National Vulnerability Database that lies in
# NVD_DATA (default: data/nvd). It is made on a machine that reaches it by
#   mvn org.owasp:dependency-check-maven:12.1.9:update-only -DdataDirectory=data/nvd -DnvdApiKey=…
# Ends with 0: nothing above the limit; 1: a finding that docs/accepted-vulnerabilities.xml does not accept; 3: not looked up.
set -euo pipefail
cd "$(dirname "$0")/../.."
data="${NVD_DATA:-data/nvd}"
mvn -B -q org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom \
  -DoutputFormat=json -DoutputName=bom -DincludeTestScope=false
echo "$(grep -c '"purl"' target/bom.json) components in target/bom.json"
if [ ! -d "$data" ] || [ -z "$(ls -A "$data")" ]; then
  echo "No copy of the National Vulnerability Database in $data: known vulnerabilities were NOT looked up." >&2
  exit 3
fi
mvn -B org.owasp:dependency-check-maven:12.1.9:check \
  -DdataDirectory="$(realpath "$data")" -DautoUpdate=false -DfailBuildOnCVSS=7 \
  -DossindexAnalyzerEnabled=false -DcentralAnalyzerEnabled=false -DretireJsAnalyzerEnabled=false \
  -DsuppressionFiles=docs/accepted-vulnerabilities.xml -Dformats=HTML,JSON
