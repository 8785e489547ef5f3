#!/usr/bin/env bash
# Checks that every guide which lists its versions has a snapshot of the version that it says it is: `snapshot.sh ROOT`.
# A tag stands for what is published, and readers will look up what changed since.
set -euo pipefail

root=${1:?name the project}
missing=0
for index in "$root"/content/*/_index.md; do
  [[ -f "$index" ]] || continue
  grep -q '^  versions:' "$index" || continue
  guide=$(basename "$(dirname "$index")")
  before=$(ls "$root/history/$guide" 2>/dev/null || true)
  # A snapshot that is there and says the same is no fault; one that says something else is told by vejviser.
  vejviser snapshot "$guide" --root "$root" --quiet >/dev/null || missing=1
  if [[ "$before" != "$(ls "$root/history/$guide" 2>/dev/null || true)" ]]; then
    echo "the guide $guide has no snapshot of its version: run \`vejviser snapshot $guide\`, and commit the file and the line that it prints" >&2
    missing=1
  fi
done
exit "$missing"
