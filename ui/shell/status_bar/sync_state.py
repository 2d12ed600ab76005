"""Whether the till is in step with its central."""

from ui.shell.status import Link, SyncView
from ui.shell.status_bar.part import StatusPart
from ui.shell.theme.tokens import Tone
from ui.text import shell as words
from ui.text.formats import Formats


class SyncState(StatusPart):
    """Shows the state of the sync."""

    def __init__(self, formats: Formats) -> None:
        super().__init__("sync-state", icon="cloud")
        self._formats = formats

    def show_sync(self, sync: SyncView) -> None:
        """Show a state; what central refused comes first, it needs a person."""
        if sync.attention:
            text = words.refused_waiting(sync.attention)
            self.say(text, icon="cloud-alert", tone=Tone.DANGER)
        elif sync.link is Link.ALONE:
            self.say(words.works_alone(), icon="cloud-off", tone=Tone.CAPTION)
        elif sync.link is Link.OFFLINE:
            self.say(words.offline_short(sync.waiting), icon="cloud-off", tone=Tone.WARN)
        elif sync.waiting:
            self.say(words.syncing(sync.waiting), icon="cloud-upload", tone=Tone.WARN)
        else:
            at = self._formats.clock(sync.synced_at) if sync.synced_at else ""
            self.say(words.synced(at), icon="cloud-check", tone=Tone.OK)
