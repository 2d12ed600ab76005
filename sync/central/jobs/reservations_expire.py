"""Goods that were held for somebody too long are free for others."""

from sync.central.job import Job, counting

JOB = Job(work=counting("SELECT shop.expire_reservations()"), every_minutes=1)
