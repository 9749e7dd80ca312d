"""What an agent gets done with PyWry: tasks, and checks on the state that they leave, all through MCP."""
