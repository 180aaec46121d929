"""Files that people send to be cleaned: taken in, waiting, cleaned by a process of their own, kept for a day, deleted.

The table of jobs says how each stands; what is in a file, and its name, lies in the folder of its job alone, and goes
with it. ``queue`` tells the consumer that there is work; what it tells may get lost or come twice without harm.
"""
