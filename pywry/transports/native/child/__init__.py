"""The process that owns the windows. It knows the standard library, PyTauri's native module and the pipe, no more."""
