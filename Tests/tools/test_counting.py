"""The counting of results: a runner that crashed is never counted as zero."""

from pathlib import Path

import pytest
from counting import Count, count_check, count_pytest, count_swift

PASSING = """\
\u25c7 Test run started.
\u2714 Test adds() passed after 0.001 seconds.
\u2714 Test "failed after a comma, says its name" passed after 0.001 seconds.
\u279c Test later() skipped.
\u2714 Test run with 3 tests in 2 suites passed after 0.002 seconds.
"""
FAILING = """\
\u2718 Test adds() recorded an issue at A.swift:3:5: Expectation failed: 1 == 2
\u2718 Test adds() failed after 0.001 seconds with 1 issue.
\u2714 Test keeps() passed after 0.001 seconds.
\u2718 Test run with 2 tests in 1 suite failed after 0.002 seconds with 1 issue.
"""


def test_swift_that_passes() -> None:
    assert count_swift(0, PASSING) == Count(2, 0, 1)


def test_swift_that_fails() -> None:
    assert count_swift(1, FAILING) == Count(1, 1, 0)


def test_swift_in_its_older_words() -> None:
    assert count_swift(0, "\u2714 Test run with 12 tests passed after 0.1 seconds.\n") == Count(12)


@pytest.mark.parametrize(
    "code, output",
    [
        (1, "error: fatalError\n"),
        (0, ""),
        (139, PASSING),
        (0, "\u2714 Test adds() passed after 0.001 seconds.\n"),
    ],
    ids=["does not build", "says nothing", "crashes at its end", "does not close"],
)
def test_swift_that_does_not_answer_has_failed(code: int, output: str) -> None:
    assert count_swift(code, output).failed == 1


def write(path: Path, **numbers: int) -> Path:
    attributes = " ".join('%s="%d"' % item for item in numbers.items())
    path.write_text("<testsuites><testsuite %s/></testsuites>" % attributes)
    return path


def test_pytest_report(tmp_path: Path) -> None:
    path = write(tmp_path / "report.xml", tests=10, failures=2, errors=1, skipped=3)
    assert count_pytest(1, path) == Count(4, 3, 3)


def test_pytest_that_crashes_has_failed(tmp_path: Path) -> None:
    assert count_pytest(-11, tmp_path / "never-written.xml") == Count(0, 1, 0)
    half = tmp_path / "half.xml"
    half.write_text("<testsuites><testsuite tests=")
    assert count_pytest(1, half) == Count(0, 1, 0)


def test_pytest_that_finds_no_tests_has_failed(tmp_path: Path) -> None:
    assert count_pytest(5, write(tmp_path / "report.xml", tests=0, failures=0, errors=0, skipped=0)).failed == 1


def test_pytest_with_a_bad_exit_and_a_good_report_has_failed(tmp_path: Path) -> None:
    assert count_pytest(3, write(tmp_path / "report.xml", tests=2, failures=0, errors=0, skipped=0)).failed == 1


def test_checks_and_sums() -> None:
    assert count_check(0, "") + count_check(1, "") == Count(1, 1, 0)
    assert str(Count(7, 0, 0)) == "7 passed, 0 failed"
    assert str(Count(7, 1, 2)) == "7 passed, 1 failed, 2 skipped"
