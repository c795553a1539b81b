"""``python -m lupaus`` is the ``lupaus`` command."""

from lupaus.commands.main import main

if __name__ == "__main__":
    main()
