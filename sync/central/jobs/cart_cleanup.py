"""Carts that are over are deleted, and what was held for them is free again."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT shop.clear_carts()"), every_minutes=5)
