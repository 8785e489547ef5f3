#!/usr/bin/env bash
# Fetches what a published site says of its guides, so that ids that vanished are found: `published.sh ADDRESS ROOT FOLDER`.
# The guides are those of the project ROOT; the guide.json of each goes into FOLDER. Prints FOLDER if any was there.
#
# A guide that is not published yet is no fault. Whatever else keeps a file from being read is said, and the check goes on
# without it.
set -euo pipefail

address=${1:?name the address of the published site} root=${2:?name the project} folder=${3:?name the folder to write into}
address=${address%/}

# Letters beyond ASCII as addresses have them.
encoded() {
  local LC_ALL=C name=$1 at
  for ((at = 0; at < ${#name}; at++)); do
    case "${name:at:1}" in
      [A-Za-z0-9._-]) printf '%s' "${name:at:1}" ;;
      *) printf '%%%02X' "$(($(printf '%d' "'${name:at:1}") & 255))" ;;
    esac
  done
}

found=
for index in "$root"/content/*/_index.md; do
  [[ -f "$index" ]] || continue
  guide=$(basename "$(dirname "$index")")
  mkdir -p "$folder/$guide"
  file="$folder/$guide/guide.json"
  code=$(curl --silent --show-error --location --globoff --proto '=https,http' --max-redirs 5 --max-time 60 \
    --max-filesize 268435456 --output "$file" --write-out '%{http_code}' \
    "$address/$(encoded "$guide")/guide.json") || code="none ($code)"
  case "$code" in
    200) found=yes ;;
    404 | 410)
      rm -f "$file"
      echo "$guide is not published yet" >&2
      ;;
    *)
      rm -f "$file"
      echo "::warning::$address/$guide/guide.json can't be fetched (answer: $code); ids that vanished from $guide are not looked for" >&2
      ;;
  esac
done
if [[ -n "$found" ]]; then echo "$folder"; fi
