"""What must go and what must stay: plan a purge (``plan``), carry it out (``purge``), verify
and certify it (``finish``), see what is held and why (``holds``), and do so every day
(``jobs``, ``daily``)."""
