"""A paper that was written as JSON reads back as the same paper."""

import json

import pytest

from pos.domain.paper_json import find_paper, write_paper
from tests.fakes.paper_corpus import CORPUS, X_REPORT, Z_REPORT

PAPERS = {**CORPUS, "x": X_REPORT, "z": Z_REPORT}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_survives_the_round_trip(name):
    assert find_paper(write_paper(PAPERS[name])) == PAPERS[name]


def test_a_job_that_has_no_paper_yet_is_not_taken_for_one():
    assert find_paper('{"made_at":"2026-03-04T12:00:00+00:00"}') is None


def test_a_paper_of_a_later_version_is_composed_anew():
    document = {**json.loads(write_paper(Z_REPORT)), "version": 2}

    assert find_paper(json.dumps(document)) is None
