"""What the roles are called. Roles are cluster-wide, so their names carry the controller."""

import hashlib
import re
from typing import Any

_LONGEST = 63


def controller_of(wrapper: Any) -> str:
    """A short name for one database and schema, telling it from any other in the cluster."""
    options = str(wrapper.settings_dict["OPTIONS"].get("options", ""))
    found = re.search(r"search_path=([\w]+)", options)
    schema = found[1] if found else "public"
    whole = f"{wrapper.settings_dict['NAME']}/{schema}"
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    plain = re.sub(r"\W+", "_", str(wrapper.settings_dict["NAME"]).lower())[:12]
    return f"{plain}_{mark}"


def role_name(wrapper: Any, part: str) -> str:
    """``NAME_DIGEST_r_marketing``; long ones are cut and told apart by a digest."""
    name = f"{controller_of(wrapper)}_{part}"
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
