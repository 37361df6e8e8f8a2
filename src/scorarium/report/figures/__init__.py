"""Pictures: each takes plain numbers and a width, and gives a drawing."""
