"""Notifications that were read go after 90 days, others after a year."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT shop.clear_notifications()"), every_minutes=DAY)
