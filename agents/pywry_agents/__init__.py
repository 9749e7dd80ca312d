"""Agents, chat providers and the ACP adapter; so far only their place."""
