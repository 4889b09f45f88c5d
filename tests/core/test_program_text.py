"""Which words of a command line a program carries out."""

from __future__ import annotations

import shlex

import pytest

from briefing.core.program_text import carries_out_input, is_carried_out

CARRIED_OUT = """\
{title}
{title} -x
sh -c {title}
/bin/sh -c {title}
bash -lc {title}
bash -euxc {title}
bash -c -- {title}
bash -c "keep '{title}'"
env LANG=C sh -c {title}
sudo -u ann sh -c {title}
timeout 5 zsh -ic {title}
fish --command={title}
fish --command {title}
busybox sh -c {title}
python3 -c {title}
python3.12 -Ic {title}
perl -e {title}
perl -e{title}
perl -ne {title}
ruby -e {title}
node -e {title}
node -p {title}
node --eval={title}
php -r {title}
lua -e {title}
osascript -e {title}
emacs --batch --eval {title}
emacsclient -e {title}
vim -c {title}
su ann -c {title}
awk {title}
gawk -f {title}
sed -n {title}
ssh home keep {title}
watch keep {title}
cmd.exe /c start {title}
C:/Windows/cmd.exe /c {title}
powershell -Command {title}
"""
AN_ARGUMENT = """\
keep {title}
keep -c {title}
git commit -m {title}
sh -c 'keep "$1"' sh {title}
bash -lc 'keep "$1"' -- {title}
sh keep.sh {title}
python3 -m webbrowser -t {title}
python3 -c 'import sys; print(sys.argv[1])' {title}
python3 keep.py --title={title}
perl -ne print {title}
awk '{print $1}' {title}
sed s/a/b/ {title}
curl -d {title} https://keep.example
notify-send "New: {title}"
"""


@pytest.mark.parametrize("line", CARRIED_OUT.splitlines())
def test_what_a_program_would_carry_out(line: str) -> None:
    assert is_carried_out(shlex.split(line), ("{address}", "{title}"))


@pytest.mark.parametrize("line", AN_ARGUMENT.splitlines())
def test_what_is_only_an_argument(line: str) -> None:
    assert not is_carried_out(shlex.split(line), ("{address}", "{title}"))


def test_of_programs_that_nobody_knows_an_option_tells() -> None:
    for line in ("mine -c %s", "mine -e %s", "mine --eval %s", "mine -c%s", "mine --command=%s"):
        assert is_carried_out(line.split(), ("%s",), known_program=False), line
    for line in ("firefox -P me --new-tab %s", "elinks -remote %s", "chromium --app=%s", "xterm -e w3m %s", "w3m %s"):
        assert not is_carried_out(line.split(), ("%s",), known_program=False), line


def test_a_bare_shell_carries_out_what_it_reads() -> None:
    assert all(carries_out_input(line.split()) for line in ("sh", "/bin/bash -s", "python3 -", "perl"))
    assert not any(
        carries_out_input(line.split()) for line in ("less", "sh keep.sh", "python3 -c pass", "mail -s x me")
    )
