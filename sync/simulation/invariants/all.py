"""All invariants: those that hold at every moment, and those that hold once everything rests."""

from sync.simulation.invariants import attention, board, parked_carts, shop, tape

ALWAYS = (*tape.ALWAYS, *board.ALWAYS, *shop.ALWAYS)
AT_REST = (*tape.AT_REST, *board.AT_REST, *shop.AT_REST, *attention.AT_REST, *parked_carts.AT_REST)
