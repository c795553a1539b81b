"""A starter policy with the facts of a real company in the place of the invented one."""

import io
from dataclasses import dataclass
from datetime import date

from ruamel.yaml import YAML

from lupaus.policy.templates import template

#: What only the invented company has.
_INVENTED = ("brands", "former_names", "hours")


@dataclass(frozen=True, slots=True)
class Company:
    """What the notice must say of its controller (GDPR Art. 13(1)(a))."""

    name: str
    business_id: str
    address: str
    email: str
    phone: str = ""
    year_ends: str = "12-31"


def written(trade: str, company: Company, *, today: date) -> str:
    """The policy of the trade as this company's own, comments and all."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100
    policy = yaml.load(template(trade))
    controller = policy["controller"]
    for name in _INVENTED:
        controller.pop(name, None)
    controller["name"] = company.name
    controller["business_id"] = company.business_id
    controller["address"] = company.address
    controller["email"] = company.email
    if company.phone:
        controller["phone"] = company.phone
    else:
        controller.pop("phone", None)
    policy["dated"] = today
    policy["reviewed"] = today.replace()  # one value twice would become an anchor
    policy["fiscal_years"] = [{"ends": company.year_ends}]
    stream = io.StringIO()
    yaml.dump(policy, stream)
    return stream.getvalue()
