"""Uses of promotions are counted again, whatever was missed."""

from sync.central.job import DAY, Job, counting

JOB = Job(work=counting("SELECT shop.count_redemptions()"), every_minutes=DAY)
