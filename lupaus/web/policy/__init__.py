"""The policy: edited, previewed, compared and adopted."""
