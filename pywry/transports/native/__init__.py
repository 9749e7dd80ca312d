"""The transport that draws in native windows; a child process owns them."""
