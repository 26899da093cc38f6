"""Turns what a test runner answered into numbers."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple

#: Swift Testing's closing line; its first character is a sign that depends on the terminal.
CLOSING = re.compile(r"Test run with (\d+) tests?(?: in \d+ suites?)? (passed|failed)")
FAILED = re.compile(r"^\S+\s+Test (?!run |case )(.+?) failed after", re.MULTILINE)
SKIPPED = re.compile(r"^\S+\s+Test (?!run |case )(.+?) skipped", re.MULTILINE)


class Count(NamedTuple("Count", [("passed", int), ("failed", int), ("skipped", int)])):
    """How many tests passed, failed and were skipped; counts add up."""

    def __new__(cls, passed: int = 0, failed: int = 0, skipped: int = 0) -> "Count":
        """A count, zero where nothing is said."""
        return super().__new__(cls, passed, failed, skipped)

    def __add__(self, other: "Count") -> "Count":  # type: ignore[override]
        """The sum of both."""
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        """`3 passed, 0 failed`, and the skipped where there are any."""
        text = "%d passed, %d failed" % (self.passed, self.failed)
        return text + (", %d skipped" % self.skipped if self.skipped else "")


def count_check(code: int, _: str) -> Count:
    """A check is one test: its exit status is its answer."""
    return Count(passed=1) if code == 0 else Count(failed=1)


def count_swift(code: int, output: str) -> Count:
    """The counts of `swift test`, which may close several runs; one that says nothing has failed."""
    runs = CLOSING.findall(output)
    total = sum(int(number) for number, _ in runs)
    skipped = len(set(SKIPPED.findall(output)))
    failed = len(FAILED.findall(output))
    well = code == 0 and runs and all(verdict == "passed" for _, verdict in runs)
    if not well:
        failed = max(failed, 1)
    return Count(max(total - failed - skipped, 0), failed, skipped)


def count_pytest(code: int, report: Path) -> Count:
    """The counts in pytest's JUnit report; no report, no tests or a bad exit without a failure is a failure."""
    try:
        suites = list(ElementTree.parse(str(report)).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Count(failed=1)
    tests, failed, skipped = 0, 0, 0
    for suite in suites:
        tests += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    if code != 0 or tests == 0:
        failed = max(failed, 1)
    return Count(max(tests - failed - skipped, 0), failed, skipped)
