"""Movements that were left uncounted get into their levels, also when no till asks any more."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT sync.count_what_was_left()"), every_minutes=1)
