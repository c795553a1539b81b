"""Customers in, customers out.

A file becomes a :class:`~lupaus.intake.table.Table` of text rows, headings become
:class:`~lupaus.intake.field.Field` targets, cells become values, the policy decides what may
enter, and a batch is staged out of sight until the whole file has been read.
"""
