"""Held sales of tills that are away end in time, and leave central a month later."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT sync.clear_parked_carts()"), every_minutes=60)
