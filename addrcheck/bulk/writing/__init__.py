"""Giving the table back: the user's cells as they were, the results behind them; one module a format."""
