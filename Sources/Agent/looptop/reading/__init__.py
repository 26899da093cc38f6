"""What is read of the interpreter's own structures: each read is safe at any moment; SAFETY.md says why."""
