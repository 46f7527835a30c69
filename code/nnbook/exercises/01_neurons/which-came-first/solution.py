# How far a spike at each synapse lifts the potential, in mV
from_left = 3
from_right = 14

# The fraction of v that is left after one millisecond
keep = 0.85
