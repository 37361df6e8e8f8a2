"""What operators declare: the language, its models and its reader."""
