"""The networks, and the counts that they have to beat."""
