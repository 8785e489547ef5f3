#!/usr/bin/env bash
# Packs a built binary with its licences, and writes the archive's checksum beside it: `pack.sh TAG TARGET FOLDER`.
set -euo pipefail

tag=${1:?name the tag} target=${2:?name the target} folder=${3:?name the folder of the binary}
archive="vejviser-$tag-$target.tar.gz"
binary=vejviser
if [ -f "$folder/$binary.exe" ]; then binary=vejviser.exe; fi

tar -czf "$archive" -C "$folder" "$binary" -C "$PWD" LICENSE-MIT LICENSE-APACHE README.md
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi > "$archive.sha256"
cat "$archive.sha256"
