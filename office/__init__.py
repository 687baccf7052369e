"""What ./run calls: processes, deployment, the demo day, checks."""
