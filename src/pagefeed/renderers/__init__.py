"""Feed -> bytes, one module a format.

Only `shape` (and through it `rss` and `atom`) knows feedgen. A renderer takes a Feed and
gives the bytes of one file; it reads no clock, no file and no setting, and the same
Feed gives the same bytes on any machine.
"""
