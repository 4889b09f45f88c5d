"""Accounts in the settings: read, added and taken out, with the lines around them left as they are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.config.accounts_file import AccountsFile
from briefing.config.settings_file import read_settings
from briefing.core.account import Account
from briefing.core.errors import BriefingError, ConfigError
from briefing.core.sync_limits import SyncLimits

API = "https://reader.example/api/greader.php"
HOME = Account("home", "greader", "https://reader.example", "ann", ("pass", "show", "reader"), API, labels=("*",))
WORK = Account("work", "miniflux", "http://mini.example:8080", insecure=True, labels=("grain", "zinc"))


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# mine\ntheme: nord",
        "accounts:\ntheme: nord\n",
        "accounts: []  # none\ntheme: nord\n",
        "accounts:\n- name: old\n  kind: fever\n  url: https://old.example\n# the end\ntheme: nord\n",
    ],
)
def test_accounts_come_and_go_and_the_rest_stays(before: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    if before:
        file.write_text(before)
    old = read_settings(file).accounts
    accounts = AccountsFile(file)
    accounts.add(HOME)
    accounts.add(WORK)
    assert read_settings(file).accounts == (*old, HOME, WORK)
    called = accounts.rename("home", "my: home #1")
    assert read_settings(file).accounts == accounts.current() == (*old, called, WORK)
    assert accounts.rename("my: home #1", "home") == HOME
    assert accounts.remove("home") == HOME
    assert read_settings(file).accounts == accounts.current() == (*old, WORK)
    accounts.remove("work")
    assert read_settings(file).accounts == old
    for line in ("# mine", "# the end", "theme: nord"):
        assert (line in before) == (line in file.read_text())


def test_the_line_ends_of_the_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_bytes(b"# mine\r\ntheme: nord\r\n")
    accounts = AccountsFile(file)
    for change in (lambda: accounts.add(HOME), lambda: accounts.rename("home", "den"), lambda: accounts.remove("den")):
        change()
        written = file.read_bytes()
        assert written.startswith(b"# mine\r\ntheme: nord\r\naccounts:")
        assert written.count(b"\n") == written.count(b"\r\n") >= 3


def test_a_name_is_given_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    accounts = AccountsFile(file)
    accounts.add(HOME)
    for change in (lambda: accounts.add(HOME), lambda: accounts.rename("home", "home")):
        with pytest.raises(BriefingError, match="already"):
            change()
    for name in ("", "two\nlines", "x" * 61):
        with pytest.raises(BriefingError, match="one line"):
            accounts.rename("home", name)
    for change in (lambda: accounts.remove("work"), lambda: accounts.rename("work", "x")):
        with pytest.raises(BriefingError, match="no account 'work'"):
            change()


def test_what_another_briefing_wrote_is_seen_and_what_is_no_settings_is_not(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    accounts = AccountsFile(file)
    assert accounts.current() == ()
    AccountsFile(file).add(HOME)
    assert accounts.current() == (HOME,)
    file.write_text("accounts: [")
    assert accounts.current() == (HOME,)
    file.unlink()
    assert accounts.current() == ()


def test_a_file_that_ends_its_document_is_left_to_its_writer(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("theme: nord\n...\n")
    with pytest.raises(ConfigError, match="cannot change `accounts`"):
        AccountsFile(file).add(HOME)
    assert file.read_text() == "theme: nord\n...\n"


def test_a_list_in_one_line_is_left_to_its_writer(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    text = "accounts: [{name: a, kind: fever, url: 'https://a.example'}]\n"
    file.write_text(text)
    with pytest.raises(ConfigError, match="cannot change `accounts`"):
        AccountsFile(file).remove("a")
    assert file.read_text() == text
    AccountsFile(file).rename("a", "b")
    assert file.read_text() == text.replace("name: a", "name: b")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("password: secret", "does not belong"),
        ("url: 'https://ann:secret@b.example'", "without a name or a password"),
        ("kind: pigeon", "one of"),
        ("api: https://b.example/api", "on the server of url"),
        ("api: https://a.example@b.example/api", "on the server of url"),
        ("api: http://a.example/api", "on the server of url"),
        ("labels: some", "one of"),
        ("password_command: 'a \"b'", "not closed"),
        ("colour: red", "unknown key"),
    ],
)
def test_what_is_wrong_names_its_line_and_no_secret(line: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    key = line.partition(":")[0]
    usual = {"name": "a", "kind": "greader", "url": "https://a.example"}
    lines = [f"{name}: {value}" for name, value in usual.items() if name != key]
    file.write_text("accounts:\n  - " + "\n    ".join([*lines, line]) + "\n")
    with pytest.raises(ConfigError, match=words) as caught:
        read_settings(file)
    assert "line " in str(caught.value)
    assert "secret" not in str(caught.value)


def test_how_often_and_how_much(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("sync:\n  every: 1h\n  unread: 200\n  most: 20000\n")
    assert read_settings(file).sync == SyncLimits(200, 20_000, timedelta(hours=1))
    file.write_text("sync:\n  every: 1m\n")
    with pytest.raises(ConfigError, match="5m or more"):
        read_settings(file)
    file.write_text("accounts:\n  - {name: a, kind: fever}\n")
    with pytest.raises(ConfigError, match="needs a url"):
        read_settings(file)
    two = "  - {name: a, kind: fever, url: 'https://a.example'}\n"
    file.write_text(f"accounts:\n{two}{two}")
    with pytest.raises(ConfigError, match="another account"):
        read_settings(file)


def test_one_login_is_one_account_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    ann = "{kind: greader, url: 'https://tin.example/rss', user: ann"
    file.write_text(f"accounts:\n  - {ann}, name: home}}\n  - {ann.replace('rss', 'rss/')}, name: work}}\n")
    with pytest.raises(ConfigError, match="line 3: 'work' is the account 'home' once more"):
        read_settings(file)
    for other in (ann.replace("greader", "fever"), ann.replace("user: ann", "user: bob"), ann.replace("tin", "zinc")):
        file.write_text(f"accounts:\n  - {ann}, name: home}}\n  - {other}, name: work}}\n")
        assert len(read_settings(file).accounts) == 2


def test_two_keys_of_one_miniflux_are_two_accounts_once_they_have_names(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    ann = "{name: ann, kind: miniflux, url: 'https://tin.example'}"
    bob = ann.replace("ann", "bob").rstrip("}")
    file.write_text(f"accounts:\n  - {ann}\n  - {bob}}}\n")
    with pytest.raises(ConfigError, match="`password_is_key: true`"):
        read_settings(file)
    file.write_text(f"accounts:\n  - {ann}\n  - {bob}, user: bob, password_is_key: true}}\n")
    assert [one.password_is_key for one in read_settings(file).accounts] == [False, True]
    keyed = Account("cy", "miniflux", "https://tin.example", "cy", password_is_key=True)
    AccountsFile(file).add(keyed)
    assert AccountsFile(file).current()[-1] == keyed
    file.write_text(f"accounts:\n  - {bob}, user: bob, password_is_key: true}}\n".replace("miniflux", "greader"))
    with pytest.raises(ConfigError, match="only Miniflux has API keys"):
        read_settings(file)
