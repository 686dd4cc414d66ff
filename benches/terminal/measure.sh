#!/usr/bin/env bash
# Compares the reader with its peers in a pseudo-terminal. See README.md beside this file.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${TTYBENCH:?set TTYBENCH to the path of ttybench.py}"
PYTHON=${PYTHON:-python3}
BIN=${BIN:-target/release/parallax}
RUNS=${RUNS:-5}
MANY=${MANY:-}
ONE=$(ls seeds/*.txt | head -1)
# A state of one's own, so that no place remembered from another run is gone back to.
XDG_STATE_HOME=$(mktemp -d)
XDG_CONFIG_HOME=$XDG_STATE_HOME XDG_DATA_HOME=$XDG_STATE_HOME XDG_CACHE_HOME=$XDG_STATE_HOME
export XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
trap 'rm -rf "$XDG_STATE_HOME"' EXIT
# A text of many pages: less scrolls by the last few lines at the end of a shorter one, which is no page.
LONG=$XDG_STATE_HOME/long.txt
for _ in 1 2 3 4 5 6; do cat "$ONE"; echo; done > "$LONG"

say() { printf '\n== %s\n' "$*"; }
bench() { "$PYTHON" "$TTYBENCH" "$@"; }
# Something that stands on the first frame of any article.
READY='quiet 200'

first() {
  say 'first frame: at most 2.0 (one article) and 2.5 (samples) times cat, 8 ms of processor time'
  for command in "$BIN $ONE" "$BIN"; do
    bench ab --runs "$RUNS" -s '[start] wait-text \w\w\w\w' "cat $ONE" "$command"
  done
  bench run --runs "$RUNS" -s '[start] wait-text \w\w\w\w' -- less "$ONE"
}

keys() {
  say 'key to settled: median at most 1.5 times less, 95th at most 3 ms'
  bench ab --runs "$RUNS" -s "$READY" -s '[line] key j*40' "less $ONE" "$BIN $ONE"
  bench ab --runs "$RUNS" -s "$READY" -s '[page] key Space*8' -s '[back] key b*8' "less $LONG" "$BIN $LONG"
  bench run --runs "$RUNS" -s "$READY" -s '[line] key j*40' -s '[list] key BTab' -s '[move] key j*4' -- "$BIN"
  if [ -n "$MANY" ]; then
    bench run --runs 2 -s "$READY" -s 'sleep 3000' -s '[line] key j*40' -s '[page] key Space*4' -- "$BIN" "$MANY"
  fi
}

bytes() {
  say 'bytes a line: one pane at most its text and 40, three panes at most 150'
  bench run --runs 2 -s "$READY" -s '[zoom] key z' -s '[one pane] key j*100' -- "$BIN" "$ONE"
  bench run --runs 2 -s "$READY" -s '[three panes] key j*100' -- "$BIN" "$ONE"
  bench run --runs 2 -s "$READY" -s '[less] key j*100' -- less "$ONE"
}

compare() {
  say 'bytes a line in Compare with two columns: at most 250'
  bench run --runs 2 --size 80x40 -s "$READY" -s 'key c' -s '[lines] key j*100' -- "$BIN"
}

pages() {
  say 'bytes a page: full width at most 1.10, three panes at most 1.20 times the text; a move in a list at most 250'
  bench run --runs 2 -s "$READY" -s 'key z' -s '[full width] key Space*3' -- "$BIN" "$ONE"
  bench run --runs 2 -s "$READY" -s '[three panes] key Space*3' -- "$BIN" "$ONE"
  bench run --runs 2 -s "$READY" -s 'key BTab' -s '[list] key j*4' -- "$BIN"
}

idle() {
  say 'idle for 5 s: 0 bytes, 0 wake-ups'
  bench run --runs 1 -s "$READY" -s 'sleep 1000' -s '[idle] idle 5000' -- "$BIN"
}

memory() {
  say 'resident memory: one article at most 6 MB, the samples analysed at most 12 MB'
  bench run --runs 1 -s "$READY" -s 'sleep 1000' -- "$BIN" "$ONE"
  bench run --runs 1 -s "$READY" -s 'sleep 1000' -- "$BIN"
  bench run --runs 1 -s "$READY" -- less "$ONE"
}

line() {
  say '60 keys a second over 150 ms and 32 KB/s: z at most 200 ms, three panes 250, Compare 450'
  for screen in z '' c; do
    # The columns of Compare have fewer rows than the text has lines.
    keys=$([ "$screen" = c ] && echo 80 || echo 120)
    steps=(-s "$READY" -s 'sleep 1000')
    [ -z "$screen" ] || steps+=(-s "key $screen")
    bench run --runs 2 --ssh-sim 150,32 "${steps[@]}" -s "[${screen:-three panes}] key j*$keys@16" -- \
      env SSH_CONNECTION='127.0.0.1 1 127.0.0.1 22' "$BIN"
  done
  bench run --runs 2 --ssh-sim 150,32 -s "$READY" -s '[less] key j*120@16' -- less "$ONE"
}

quit() {
  say 'quit: at most 3 ms'
  bench run --runs "$RUNS" -s "$READY" -s 'sleep 500' -s '[quit] burst q' -s '[gone] wait-exit' -- "$BIN"
}

exits() {
  say 'the terminal is put back after every end'
  for how in 'signal TERM' 'signal HUP' 'signal INT' 'signal QUIT' 'signal ABRT' 'key q' 'hangup'; do
    bench run --runs 1 -s "$READY" -s "$how" -- "$BIN" | grep -A3 '^Overall'
  done
}

for row in "${@:-first keys bytes compare pages idle memory line quit exits}"; do
  for name in $row; do "$name"; done
done
