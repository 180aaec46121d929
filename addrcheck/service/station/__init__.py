"""The sorting station: the day's manifest, what a scanner sent, the lane that a parcel takes, its label."""
