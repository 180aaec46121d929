"""The places of a country: tables, their compiled form, and how names are found in a text."""
