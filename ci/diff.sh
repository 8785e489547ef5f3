#!/usr/bin/env bash
# Says what a branch changes in the guides of a project, as Markdown for a comment: `diff.sh ROOT REVISION`.
# REVISION is what the branch is compared with. A guide that it does not have yet is said to be new.
set -euo pipefail

root=${1:?name the project} revision=${2:?name a revision of git}

git -C "$root" rev-parse --verify --quiet --end-of-options "$revision^{commit}" >/dev/null || {
  echo "there is no revision $revision here; fetch the whole history first (fetch-depth: 0)" >&2
  exit 1
}
prefix=$(git -C "$root" rev-parse --show-prefix)
for index in "$root"/content/*/_index.md; do
  [[ -f "$index" ]] || continue
  guide=$(basename "$(dirname "$index")")
  # Other folders of content are no guides.
  grep -q '^guide:' "$index" || continue
  if git -C "$root" cat-file -e "$revision:${prefix}content/$guide/_index.md" 2>/dev/null; then
    vejviser diff --rev "$revision" --root "$root" --guide "$guide" --text words --format markdown
  else
    printf '## %s\n\nThe guide is new.\n' "$guide"
  fi
  echo
done
