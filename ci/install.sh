#!/usr/bin/env bash
# Installs vejviser into a folder and prints that folder: `install.sh FOLDER`.
#
# REPOSITORY  owner/name on GitHub of the releases; may be empty
# VERSION     a release, such as v0.1.0; may be empty
# SOURCE      a checkout of vejviser that it is compiled from where there is no such release; may be empty
#
# A release's archive is used only if its checksum is that of the file beside it.
set -euo pipefail

folder=${1:?name the folder to install into}
mkdir -p "$folder"

target() {
  local system
  case "$(uname -s)" in
    Linux) system=unknown-linux-musl ;;
    Darwin) system=apple-darwin ;;
    MINGW* | MSYS* | CYGWIN*) system=pc-windows-msvc ;;
    *) return 1 ;;
  esac
  case "$(uname -m)" in
    x86_64 | amd64) echo "x86_64-$system" ;;
    aarch64 | arm64) echo "aarch64-$system" ;;
    *) return 1 ;;
  esac
}

# 0 if the archive of this release was there and is whole.
from_release() {
  local archive at
  [[ -n "${REPOSITORY:-}" && "${VERSION:-}" == v[0-9]* ]] || return 1
  archive="vejviser-$VERSION-$(target).tar.gz" || return 1
  at="${RELEASES:-${GITHUB_SERVER_URL:-https://github.com}/$REPOSITORY/releases}/download/$VERSION"
  curl --fail --silent --show-error --location --remote-name-all --output-dir "$folder" \
    "$at/$archive" "$at/$archive.sha256" >&2 || return 1
  if ! (cd "$folder" && checksum "$archive.sha256" >&2); then
    echo "error: $archive is not what its checksum says" >&2
    exit 1
  fi
  tar -xzf "$folder/$archive" -C "$folder"
}

checksum() {
  if command -v sha256sum >/dev/null; then sha256sum --check --quiet "$1"; else shasum -a 256 --check --quiet "$1"; fi
}

if from_release; then
  echo "vejviser $VERSION" >&2
elif [[ -n "${SOURCE:-}" ]]; then
  echo "there is no release ${VERSION:-of this version} for this machine; compiling" >&2
  cargo install --quiet --locked --path "$SOURCE" --root "$folder/cargo" >&2
  folder="$folder/cargo/bin"
else
  echo "error: there is no release ${VERSION:-(no version was named)} for this machine, and no source to compile" >&2
  exit 1
fi
echo "$folder"
