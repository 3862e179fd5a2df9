"""Questions of programs."""
