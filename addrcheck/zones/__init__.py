"""Delivery zones: tables that people keep, the rules in them, and which zone a checked address belongs to."""
