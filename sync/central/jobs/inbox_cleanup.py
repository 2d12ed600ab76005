"""Facts that no register can send again go from the inbox, by whole months."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT count(*) FROM sync.drop_old_facts()"), every_minutes=DAY)
