"""Farm texts and honest look-alikes made from tables of their own, in two sides that share no wording.

The side "work" may be read while rules are written; of the side "held" only shares are looked at.
"""
