#!/bin/sh
# Train the learned part: run.sh STORIES.jsonl ENCODER OUT. Reads the stories, trains once without the first fold, fits
# the ranker of pairs and the judge on that fold, trains on all stories, and writes network.npz, pairs.npz and judge.npz
# into OUT.
set -eu
stories=$1 encoder=$2 out=$3
mkdir -p "$out"
run() { echo "== $*"; "$BIN/python" -m "$@"; }
run learn.reading "$stories" "$out/read.jsonl"
run learn.reading "$stories" "$out/read-titles.jsonl" --titles
given="--stories $stories --encoder $encoder --read $out/read.jsonl $out/read-titles.jsonl"
run learn.train $given --without-fold 0 --out "$out/fold.pt"
run learn.export "$out/fold.pt" --encoder "$encoder" --read "$out/read.jsonl" --out "$out/fold.npz"
run learn.judge "$out/fold.npz" --stories "$stories" --fold 0 --pairs "$out/pairs.npz" --out "$out/judge.npz"
run learn.train $given --out "$out/network.pt"
run learn.export "$out/network.pt" --encoder "$encoder" --read "$out/read.jsonl" --out "$out/network.npz"
echo "To use them: cp $out/network.npz $out/pairs.npz $out/judge.npz briefing/analysis/languages/en/weights/"
