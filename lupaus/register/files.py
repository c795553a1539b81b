"""Files that belong to a party: agreements, drawings, letters that came."""

import hashlib
import re
from dataclasses import dataclass

from lupaus.guard import Act
from lupaus.ledger.entry import Event
from lupaus.register.admission import Entered, admitting
from lupaus.register.unfit import Unfit
from lupaus.register.values import line

#: Larger ones belong elsewhere: every backup carries them.
LARGEST = 25 * 2**20
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class NewFile:
    name: str
    media_type: str
    content: bytes


def keep_file(*, act: Act, party: int, file: NewFile, source: str = "") -> Entered:
    """Keep a file whole, with its digest. A name from another system loses its folders."""
    name = line("file_name", re.split(r"[\\/]", file.name)[-1], 255, needed=True)
    media_type = line("media_type", file.media_type, 100).lower()
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise Unfit("media_type", "give it as type/subtype: application/pdf")
    if len(file.content) > LARGEST:
        raise Unfit("file", f"give at most {LARGEST // 2**20} MiB")
    row = {
        "name": name,
        "media_type": media_type,
        "size": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
        "content": file.content,
    }
    with admitting(act, party) as admission:
        admission.put_rows("file", [row], source=source)
        if admission.ids:
            admission.log(Event.RECORD_CREATED, fields=("file",))
    return admission.done()
