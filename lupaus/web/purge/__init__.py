"""What goes when: the calendar, the preview, the run and its certificate."""
