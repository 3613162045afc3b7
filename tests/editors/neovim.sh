#!/usr/bin/env bash
# neovim.sh [SPEC]   Runs the Neovim session that SPEC describes (neovim.spec.lua unless given).
# Uses the `nvim` and the `hashiya` on PATH, or those that NVIM and HASHIYA name. Needs Neovim 0.11.
# Prints each failed check and the counts; exit status 0 when every check passed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
spec=$(realpath "${1:-$here/neovim.spec.lua}")
nvim=${NVIM:-nvim}
hashiya=$(realpath "$(command -v "${HASHIYA:-hashiya}")") || { echo "neovim.sh: no hashiya on PATH" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$hashiya" "$work/bin/hashiya"

status=0
env PATH="$work/bin:$PATH" HASHIYA_ROOT="$root" HASHIYA_SPEC="$spec" HASHIYA_WORK="$work" \
  XDG_CONFIG_HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_STATE_HOME="$work/home" XDG_CACHE_HOME="$work/home" \
  timeout -k 5 "${LIMIT:-180}" "$nvim" --headless --clean -i NONE -c "luafile $here/neovim.lua" \
  </dev/null >"$work/output" 2>&1 || status=$?

results=$work/results
touch "$results" "$work/pids"
if [ "$status" = 0 ]; then echo "ok Neovim ends with status 0"; else echo "not ok Neovim ends with status $status"; fi >>"$results"

# A process that has ended but waits to be collected by init is gone.
alive() { kill -0 "$1" 2>/dev/null && ! grep -qs ') Z ' "/proc/$1/stat"; }

# The server has the time that a slow machine needs, and no more.
for pid in $(cat "$work/pids"); do
  for _ in $(seq 50); do alive "$pid" || break; sleep 0.1; done
  if alive "$pid"; then
    echo "not ok server $pid is gone after Neovim"; kill "$pid"
  else echo "ok server $pid is gone after Neovim"; fi >>"$results"
done

if grep -q '^not ok ' "$results"; then
  grep -v '^ok ' "$results" || true
  echo "--- Neovim said:"; tail -n 20 "$work/output"
  if [ -f "$work/home/nvim/lsp.log" ]; then echo "--- lsp.log:"; tail -n 20 "$work/home/nvim/lsp.log"; fi
fi
passed=$(grep -c '^ok ' "$results" || true)
failed=$(grep -c '^not ok ' "$results" || true)
echo "Neovim: $passed passed, $failed failed"
[ "$failed" = 0 ]
