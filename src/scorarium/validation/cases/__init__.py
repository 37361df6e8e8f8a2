"""The cases of each family, as files in the language beside their exact answers."""
