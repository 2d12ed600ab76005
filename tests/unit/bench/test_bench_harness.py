"""Value and limit take turns, and goals are judged by the figure that they name."""

from contextlib import contextmanager

import pytest

from ui.bench.harness import find_rows, judge, slowest_hundredth, take_turns
from ui.bench.report import document, table
from ui.bench.row import Goal, Judged, Row, Trial


@contextmanager
def _never_opened(_kit):
    yield Trial(value=list, limit=None)


def _row(goal: Goal, *, people_wait: bool = False) -> Row:
    return Row(
        name="some.thing",
        value="what it does",
        limit="the rawest way",
        unit="ms",
        goal=goal,
        open=_never_opened,
        people_wait=people_wait,
    )


TWICE = Goal(judged=Judged.RATIO, must=2, stretch=1.5)


def test_value_and_limit_take_turns() -> None:
    order = []

    def value():
        order.append("A")
        return [3.0, 5.0]

    def limit():
        order.append("B")
        return [1.0]

    values, limits = take_turns(value, limit, rounds=3)

    assert order == ["A", "B", "A", "B", "A", "B"]
    assert (values, limits) == ([3.0, 5.0] * 3, [1.0] * 3)


def test_a_frame_is_a_limit_that_needs_no_measurement() -> None:
    values, limits = take_turns(lambda: [4.0], 16, rounds=2)

    assert (values, limits) == ([4.0, 4.0], [16, 16])


def test_a_single_slow_moment_does_not_move_the_median() -> None:
    figure = judge(_row(TWICE), [3.0, 3.0, 900.0, 3.0, 3.0], [2.0, 2.0, 2.0])

    assert (figure.value, figure.limit, figure.ratio) == (3.0, 2.0, 1.5)
    assert figure.met
    assert figure.stretch_met


@pytest.mark.parametrize(
    ("value", "met", "stretch_met"),
    [(4.0, True, False), (4.1, False, False), (3.0, True, True)],
)
def test_a_ratio_is_met_up_to_the_figure_itself(value, met, stretch_met) -> None:
    figure = judge(_row(TWICE), [value], [2.0])

    assert (figure.met, figure.stretch_met) == (met, stretch_met)


def test_of_rates_more_is_better() -> None:
    goal = Goal(judged=Judged.VALUE, must=500, stretch=1_400, at_least=True)

    figure = judge(_row(goal), [900.0], [])

    assert (figure.met, figure.stretch_met) == (True, False)


def test_without_a_limit_there_is_no_ratio_to_be_met() -> None:
    figure = judge(_row(TWICE), [0.1], [])

    assert figure.ratio is None
    assert not figure.met


def test_where_people_wait_the_slowest_hundredth_is_told() -> None:
    figure = judge(_row(TWICE, people_wait=True), [1.0] * 99 + [40.0], [1.0])

    assert figure.value == 1.0
    assert figure.p99 == 1.0
    assert slowest_hundredth([1.0, 7.0, 2.0]) == 7.0


def test_a_missed_goal_is_said_as_loud_as_a_met_one() -> None:
    figures = [judge(_row(TWICE), [9.0], [2.0]), judge(_row(TWICE), [2.0], [2.0])]

    lines = table(figures).splitlines()

    assert lines[1].split() == [
        *("some.thing", "9.00", "ms", "2.00", "4.50x", "<=", "2x", "<=", "1.5x", "MISSED"),
    ]
    assert lines[2].endswith("stretch")


def test_the_document_has_everything_that_the_table_has() -> None:
    figure = judge(_row(TWICE), [3.0], [2.0])

    assert document(figure) == {
        "name": "some.thing",
        "value": 3.0,
        "unit": "ms",
        "p99": None,
        "limit": 2.0,
        "ratio": 1.5,
        "goal": {"judged": "ratio", "at_least": False, "must": 2, "stretch": 1.5},
        "met": True,
        "stretch_met": True,
        "samples": 1,
        "value_is": "what it does",
        "limit_is": "the rawest way",
    }


def test_every_row_has_a_name_of_its_own_and_a_stretch_beyond_its_goal() -> None:
    rows = find_rows()

    assert len({row.name for row in rows}) == len(rows) > 8
    for row in rows:
        easier, harder = sorted((row.goal.must, row.goal.stretch), reverse=not row.goal.at_least)
        assert (row.goal.must, row.goal.stretch) == (easier, harder)
