# expect: A model that has learned from them knows the future
from nnbook.data.splits import leave_last_out

known, later = leave_last_out(events)
