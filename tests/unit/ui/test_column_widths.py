"""The width of a table is shared out so that no word is cut while another column has room."""

from ui.widgets.column_widths import Need, share_out


def test_each_column_is_as_wide_as_it_was_designed_where_all_fits():
    needs = (Need(wished_px=100, needed_px=80), Need(wished_px=140, needed_px=140))

    assert share_out(needs, room_px=600, rest_px=200) == (100, 140)


def test_a_long_word_gets_what_the_widest_column_does_not_need():
    needs = (Need(wished_px=100, needed_px=180), Need(wished_px=140, needed_px=90))

    assert share_out(needs, room_px=600, rest_px=200) == (180, 140)


def test_a_long_name_gets_what_the_columns_beside_it_do_not_need():
    needs = (Need(wished_px=100, needed_px=80), Need(wished_px=140, needed_px=90))

    assert share_out(needs, room_px=400, rest_px=200) == (100, 100)


def test_no_column_loses_a_word_to_another():
    needs = (Need(wished_px=100, needed_px=80), Need(wished_px=140, needed_px=140))

    assert share_out(needs, room_px=300, rest_px=200) == (80, 140)


def test_a_table_that_goes_on_sideways_cuts_nothing():
    needs = (Need(wished_px=100, needed_px=180), Need(wished_px=140, needed_px=90))

    assert share_out(needs, room_px=200, rest_px=0) == (180, 90)
