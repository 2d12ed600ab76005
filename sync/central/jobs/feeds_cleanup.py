"""Imports and exports that ended three months ago are forgotten."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT shop.clear_feeds()"), every_minutes=DAY)
