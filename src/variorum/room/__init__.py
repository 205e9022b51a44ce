"""The reading room: the web pages in which a person reads, compares and judges a record. ``variorum serve`` opens it.

The pages are made on the server from the open record and need no script; what scripts there are make them quicker to use. Nothing comes from
another address. ``pages`` has a module for each page, ``drawing`` what is drawn; ``opened`` holds the record that is shown, ``doors`` lets people in.
"""
