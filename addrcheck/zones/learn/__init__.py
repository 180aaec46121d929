"""Learning zones from a station's history of (address, zone): readable rules with their support and doubt."""
