"""A model described in the form that journals ask for: the ODD protocol of exactly what runs."""
